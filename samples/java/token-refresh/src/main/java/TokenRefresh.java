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

/** Answers questions from stdin, line by line, in one session that outlives its Microsoft Entra ID tokens. */
public final class TokenRefresh {
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
    // #endregion credential
    // #region provider
    static ProviderConfig provider(String token) {
        return new ProviderConfig().setType("openai").setWireApi("responses").setBaseUrl(URL).setBearerToken(token);
    }
    // #endregion provider
    // #region session
    static final CopilotClient CLIENT = new CopilotClient(new CopilotClientOptions().setCliPath(setting("COPILOT_CLI_PATH", "copilot"))); // not read by the SDK
    static final SystemMessageConfig SYSTEM = new SystemMessageConfig().setMode(SystemMessageMode.REPLACE).setContent("You are a helpful assistant.");

    static CopilotSession open(ProviderConfig provider, CopilotSession last) throws Exception {
        if (last == null) {
            SessionConfig config = new SessionConfig().setModel(MODEL).setProvider(provider).setAvailableTools(List.of()).setSystemMessage(SYSTEM);
            return CLIENT.createSession(config.setOnPermissionRequest(PermissionHandler.APPROVE_ALL)).get(120, TimeUnit.SECONDS);
        }
        last.close(); // its history stays
        ResumeSessionConfig config = new ResumeSessionConfig().setModel(MODEL).setProvider(provider).setAvailableTools(List.of()).setSystemMessage(SYSTEM);
        return CLIENT.resumeSession(last.getSessionId(), config.setOnPermissionRequest(PermissionHandler.APPROVE_ALL)).get(120, TimeUnit.SECONDS);
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
    // #region refresh
    private CopilotSession session;
    private OffsetDateTime expires = OffsetDateTime.MIN;

    String ask(String question) throws Exception {
        if (Duration.between(OffsetDateTime.now(), expires).toMinutes() < 5) { // a session keeps its token for life, but can be resumed with another
            AccessToken token = getToken();
            session = open(provider(token.getToken()), session);
            expires = token.getExpiresAt();
        }
        return ask(session, question);
    }

    public static void main(String[] arguments) {
        checkConfiguration();
        Logger.getLogger("com.github.copilot").setLevel(Level.OFF); // the SDK writes each failure with its stack trace
        TokenRefresh conversation = new TokenRefresh();
        int exitCode = 0;
        try (CLIENT) {
            for (Scanner input = new Scanner(System.in); input.hasNextLine();) {
                String question = input.nextLine().trim();
                try {
                    if (!question.isEmpty()) System.out.println(conversation.ask(question));
                } catch (Exception error) {
                    System.err.println(error.getMessage() + "\nTo find the cause, run: npx entra-doctor check");
                    exitCode = 1;
                    conversation.expires = OffsetDateTime.MIN; // else the next question would meet the failed one's end
                }
            }
        }
        System.exit(exitCode);
    }
    // #endregion refresh
}
