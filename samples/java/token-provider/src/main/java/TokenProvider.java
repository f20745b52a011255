// #region imports
import com.azure.core.credential.*;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.fasterxml.jackson.databind.*;
import com.github.copilot.*;
import com.github.copilot.generated.*;
import com.github.copilot.rpc.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.logging.*;

// #endregion imports

/** Asks two questions in one session, whose every request to the model brings its own Microsoft Entra ID token. */
public final class TokenProvider {
    // #region configuration
    static String setting(String name, String otherwise) {
        return Optional.ofNullable(System.getenv(name)).map(String::trim).filter(value -> !value.isEmpty()).orElse(otherwise);
    }

    static void require(boolean condition, String sentence) {
        if (condition) return;
        System.err.println(sentence);
        System.exit(2);
    }

    static final String URL = setting("FOUNDRY_RESOURCE_URL", setting("AZURE_AI_FOUNDRY_RESOURCE_URL", "")).replaceFirst("/+(openai/v1/*)?$", "")
            + "/openai/v1/";
    static final String MODEL = setting("FOUNDRY_MODEL", "gpt-5.5");
    static final String SCOPE = setting("FOUNDRY_SCOPE", "https://ai.azure.com/.default");

    static void checkConfiguration() {
        require(URL.matches("https://[^\\s/?#]+/[^\\s?#]*"),
                "FOUNDRY_RESOURCE_URL must be the https URL of your resource, for example https://my-resource.openai.azure.com");
        require(SCOPE.endsWith("/.default"), "FOUNDRY_SCOPE must end in /.default, for example https://ai.azure.com/.default");
        require(CREDENTIAL != null,
                "AZURE_TOKEN_CREDENTIALS must name where tokens come from, for example ManagedIdentityCredential in Azure or AzureCliCredential on your machine");
    }
    // #endregion configuration
    // #region credential
    static final TokenCredential CREDENTIAL = newCredential();

    static TokenCredential newCredential() {
        try {
            return setting("AZURE_TOKEN_CREDENTIALS", "").isEmpty() ? null : new DefaultAzureCredentialBuilder().build();
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    static AccessToken getToken() throws InterruptedException {
        try {
            AccessToken token = CREDENTIAL.getToken(new TokenRequestContext().addScopes(SCOPE)).toFuture().get(10, TimeUnit.SECONDS);
            String text = token.getToken().trim();
            if (text.matches("[A-Za-z0-9._~+/=-]+")) return new AccessToken(text, token.getExpiresAt());
        } catch (TimeoutException late) {
            throw new IllegalStateException("No token from Microsoft Entra ID within 10 s");
        } catch (ExecutionException refused) {
            Throwable cause = refused; // the innermost one says what happened
            while (cause.getCause() != null && cause.getCause().getMessage() != null)
                cause = cause.getCause();
            throw new IllegalStateException("No token from Microsoft Entra ID: " + cause.getMessage());
        }
        throw new IllegalStateException("The credential returned something that is not a token");
    }

    static AccessToken kept = new AccessToken("", OffsetDateTime.MIN);

    static synchronized String freshToken() {
        try {
            if (Duration.between(OffsetDateTime.now(), kept.getExpiresAt()).toMinutes() < 5) kept = getToken();
            return kept.getToken();
        } catch (InterruptedException interrupted) {
            throw new CompletionException(interrupted);
        }
    }
    // #endregion credential
    // #region provider
    static ProviderConfig provider() {
        ProviderConfig provider = new ProviderConfig().setType("openai").setWireApi("responses").setBaseUrl(URL);
        // Called before every model request. Six calls that fail and 5 s of pauses must fit into a turn.
        return provider.setBearerTokenProvider(request -> CompletableFuture.supplyAsync(TokenProvider::freshToken));
    }
    // #endregion provider
    // #region session
    static final CopilotClient CLIENT = new CopilotClient(new CopilotClientOptions().setCliPath(setting("COPILOT_CLI_PATH", "copilot"))); // not read by the SDK
    static final SystemMessageConfig SYSTEM = new SystemMessageConfig().setMode(SystemMessageMode.REPLACE).setContent("You are a helpful assistant.");

    static CopilotSession open(ProviderConfig provider) throws Exception {
        SessionConfig config = new SessionConfig().setModel(MODEL).setProvider(provider).setAvailableTools(List.of()).setSystemMessage(SYSTEM);
        return CLIENT.createSession(config.setOnPermissionRequest(PermissionHandler.APPROVE_ALL)).get(120, TimeUnit.SECONDS);
    }
    // #endregion session
    // #region ask
    @SuppressWarnings("try")
    static String ask(CopilotSession session, String question) throws Exception {
        CLIENT.ping("").get(10, TimeUnit.SECONDS); // once it is back, the SDK is through with the last turn's end, which it would take for this one's
        String[] reason = {null}; // the service's own words, which the error of sendAndWait has lost
        try (AutoCloseable events = session.on(ModelCallFailureEvent.class, event -> reason[0] = describe(event.getData()))) {
            AssistantMessageEvent reply = session.sendAndWait(new MessageOptions().setPrompt(question), 120_000).get();
            if (reply != null && !reply.getData().content().isBlank()) return reply.getData().content();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof TimeoutException) throw new IllegalStateException("No answer within 120 s");
            throw new IllegalStateException(reason[0] == null ? failure.getCause().getMessage() : reason[0]);
        }
        throw new IllegalStateException("The answer was empty");
    }

    static String describe(ModelCallFailureEvent.ModelCallFailureEventData failure) {
        try {
            JsonNode body = new ObjectMapper().readTree(failure.errorMessage());
            if (!body.has("message")) return body.asText(failure.errorMessage());
            return failure.statusCode() + " " + body.path("code").asText() + ": " + body.path("message").asText();
        } catch (Exception noJson) {
            return failure.errorMessage();
        }
    }
    // #endregion ask

    public static void main(String[] arguments) {
        checkConfiguration();
        Logger.getLogger("com.github.copilot").setLevel(Level.OFF); // the SDK writes each failure with its stack trace
        try (CLIENT; CopilotSession session = open(provider())) {
            System.out.println(ask(session, "Hello!"));
            System.out.println(ask(session, "What did I just say?"));
        } catch (Exception error) {
            System.err.println(error.getMessage() + "\nTo find the cause, run: npx entra-doctor check");
            System.exit(1);
        }
    }
}
