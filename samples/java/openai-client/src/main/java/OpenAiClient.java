// #region imports
import com.azure.core.credential.*;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.credential.BearerTokenCredential;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.*;
import com.openai.models.responses.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.Collectors;

// #endregion imports

/** Asks a model through the ordinary OpenAI library, signed in with Microsoft Entra ID instead of a key. */
public final class OpenAiClient {
    // #region configuration
    static String setting(String name, String otherwise) {
        return Optional.ofNullable(System.getenv(name)).map(String::trim).filter(value -> !value.isEmpty()).orElse(otherwise);
    }

    static void require(boolean condition, String sentence) {
        if (condition) return;
        System.err.println(sentence);
        System.exit(2);
    }

    static final String RESOURCE = setting("AZURE_OPENAI_ENDPOINT", setting("FOUNDRY_RESOURCE_URL", ""));
    static final String URL = RESOURCE.replaceFirst("/+(openai/v1/*)?$", "") + "/openai/v1/";
    static final String MODEL = setting("AZURE_OPENAI_DEPLOYMENT", setting("FOUNDRY_MODEL", "gpt-5.5"));
    static final String SCOPE = setting("FOUNDRY_SCOPE", "https://ai.azure.com/.default");

    static void checkConfiguration() {
        require(URL.matches("https://[^\\s/?#]+/[^\\s?#]*"),
                "AZURE_OPENAI_ENDPOINT must be the https URL of your resource, for example https://my-resource.openai.azure.com");
        require(SCOPE.endsWith("/.default"), "FOUNDRY_SCOPE must end in /.default, for example https://ai.azure.com/.default");
        require(CREDENTIAL != null,
                "AZURE_TOKEN_CREDENTIALS must name where tokens come from, for example ManagedIdentityCredential in Azure or AzureCliCredential on your machine");
    }
    // #endregion configuration
    // #region credential
    static final TokenCredential CREDENTIAL = newCredential();
    static AccessToken kept = new AccessToken("", OffsetDateTime.MIN);

    static TokenCredential newCredential() {
        try {
            return setting("AZURE_TOKEN_CREDENTIALS", "").isEmpty() ? null : new DefaultAzureCredentialBuilder().build();
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    // Not AuthenticationUtil.getBearerTokenSupplier: it sends each token to a third host, https://www.example.com.
    static synchronized String token() {
        if (Duration.between(OffsetDateTime.now(), kept.getExpiresAt()).toMinutes() >= 5) return kept.getToken();
        try {
            AccessToken token = CREDENTIAL.getToken(new TokenRequestContext().addScopes(SCOPE)).toFuture().get(10, TimeUnit.SECONDS);
            String text = token.getToken().trim();
            if (!text.matches("[A-Za-z0-9._~+/=-]+")) throw new IllegalStateException("The credential returned something that is not a token");
            kept = new AccessToken(text, token.getExpiresAt());
            return text;
        } catch (TimeoutException late) {
            throw new IllegalStateException("No token from Microsoft Entra ID within 10 s");
        } catch (ExecutionException | InterruptedException refused) {
            throw new IllegalStateException(
                    "No token from Microsoft Entra ID: " + Objects.requireNonNullElse(innermost(refused).getMessage(), refused.getMessage()));
        }
    }

    static Throwable innermost(Throwable error) {
        return error.getCause() == null ? error : innermost(error.getCause());
    }
    // #endregion credential
    // #region client
    // Not fromEnv(): it reads OPENAI_BASE_URL, OPENAI_ORG_ID and more.
    static OpenAIClient newClient() {
        return OpenAIOkHttpClient.builder().baseUrl(URL).credential(BearerTokenCredential.create(OpenAiClient::token)).timeout(Duration.ofSeconds(60)).build();
    }
    // #endregion client
    // #region ask
    static String respond(OpenAIClient client, String question) {
        Response response = client.responses().create(ResponseCreateParams.builder().model(MODEL).input(question).build());
        return response.output().stream().flatMap(item -> item.message().stream()).flatMap(message -> message.content().stream())
                .flatMap(content -> content.outputText().stream()).map(ResponseOutputText::text).collect(Collectors.joining());
    }

    static String chat(OpenAIClient client, String question) {
        ChatCompletionCreateParams params = ChatCompletionCreateParams.builder().model(MODEL).addUserMessage(question).build();
        StringBuilder text = new StringBuilder();
        boolean[] ended = {false};
        try (StreamResponse<ChatCompletionChunk> stream = client.chat().completions().createStreaming(params)) {
            stream.stream().flatMap(chunk -> chunk.choices().stream()).forEach(choice -> {
                text.append(choice.delta().content().orElse(""));
                ended[0] |= choice.finishReason().isPresent();
            });
        }
        if (!ended[0]) throw new IllegalStateException("The answer broke off before its end");
        return text.toString();
    }

    static String describe(Throwable error) {
        if (error instanceof TimeoutException) return "No answer within 60 s";
        if (error.getCause() instanceof OpenAIServiceException refused) {
            String code = refused.code().map(text -> text + ": ").orElse("");
            return refused.statusCode() + " " + code + refused.getMessage().replaceFirst("^\\d+: ", "");
        }
        return Objects.requireNonNullElse(innermost(error).getMessage(), error.getMessage());
    }

    public static void main(String[] arguments) {
        checkConfiguration();
        OpenAIClient client = newClient();
        List<Callable<String>> calls = List.of(() -> respond(client, "Hello!"), () -> chat(client, "Hello!"));
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            for (Callable<String> call : calls) {
                String answer = worker.submit(call).get(60, TimeUnit.SECONDS); // the library's own limit is for one attempt
                if (answer.isBlank()) throw new IllegalStateException("The answer was empty");
                System.out.println(answer);
            }
            System.exit(0);
        } catch (Exception error) {
            System.err.println(describe(error) + "\nTo find the cause, run: npx entra-doctor check");
            System.exit(1);
        }
    }
    // #endregion ask
}
