// #region imports
import com.azure.core.credential.*;
import com.azure.core.http.*;
import com.azure.core.http.policy.*;
import com.azure.core.management.*;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.management.profile.AzureProfile;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.resourcemanager.cognitiveservices.CognitiveServicesManager;
import com.azure.resourcemanager.cognitiveservices.models.*;
import java.util.*;
import java.util.concurrent.*;
import reactor.core.publisher.Mono;

// #endregion imports

/** Lists the models of a region, and the accounts and deployments of a subscription. */
public final class ListModels {
    // #region configuration
    static final Map<String, AzureEnvironment> CLOUDS = Map.of("AzureCloud", AzureEnvironment.AZURE, "AzureUSGovernment", AzureEnvironment.AZURE_US_GOVERNMENT,
            "AzureChinaCloud", AzureEnvironment.AZURE_CHINA);
    static final String SUBSCRIPTION = setting("AZURE_SUBSCRIPTION_ID", "");
    static final String LOCATION = setting("AZURE_LOCATION", "");
    static final AzureEnvironment CLOUD = CLOUDS.get(setting("AZURE_CLOUD", "AzureCloud"));

    static String setting(String name, String otherwise) {
        return Optional.ofNullable(System.getenv(name)).map(String::trim).filter(value -> !value.isEmpty()).orElse(otherwise);
    }

    static void require(boolean condition, String sentence) {
        if (condition) return;
        System.err.println(sentence);
        System.exit(2);
    }

    static void checkConfiguration() {
        require(SUBSCRIPTION.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
                "AZURE_SUBSCRIPTION_ID must be the id of your subscription, for example from az account show --query id");
        require(LOCATION.matches("[A-Za-z0-9]+"), "AZURE_LOCATION must name a region, for example swedencentral");
        require(CLOUD != null, "AZURE_CLOUD must be AzureCloud, AzureUSGovernment or AzureChinaCloud");
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

    /** The token as a bounded call: the identity library alone waits for minutes, and the client would try its failure again. */
    static AccessToken getToken() throws InterruptedException {
        try {
            TokenRequestContext request = new TokenRequestContext().addScopes(CLOUD.getManagementEndpoint() + "/.default");
            AccessToken token = CREDENTIAL.getToken(request).toFuture().get(10, TimeUnit.SECONDS);
            return new AccessToken(token.getToken().trim(), token.getExpiresAt());
        } catch (TimeoutException late) {
            throw new IllegalStateException("No token from Microsoft Entra ID within 10 s");
        } catch (ExecutionException refused) {
            throw new IllegalStateException(
                    "No token from Microsoft Entra ID: " + Objects.requireNonNullElse(innermost(refused).getMessage(), refused.getMessage()));
        }
    }

    static Throwable innermost(Throwable error) {
        return error.getCause() == null ? error : innermost(error.getCause());
    }
    // #endregion credential
    // #region client
    static CognitiveServicesManager newClient(AccessToken token) {
        String home = java.net.URI.create(CLOUD.getResourceManagerEndpoint()).getHost();
        HttpPipelinePolicy oneHost = (context, next) -> { // the client would follow the link to the next page anywhere, with the token
            String host = context.getHttpRequest().getUrl().getHost();
            if (host.equals(home)) return next.process();
            return Mono.error(new IllegalStateException("The list goes on at another host, " + host + ", where the token does not belong"));
        };
        return CognitiveServicesManager.configure().withPolicy(oneHost).authenticate(request -> Mono.just(token), new AzureProfile(null, SUBSCRIPTION, CLOUD));
    }
    // #endregion client
    // #region ask
    static Void list(CognitiveServicesManager client) {
        for (Model item : client.models().list(LOCATION))
            System.out.println("model " + item.model().name() + " " + item.model().version());
        List<String> deployments = new ArrayList<>();
        for (Account account : client.accounts().list()) {
            String name = account.name();
            String group = account.id().replaceFirst("(?i)^.*/resourceGroups/([^/]+)/.*$", "$1");
            System.out.println("account " + name + " " + group + " " + account.regionName());
            for (Deployment item : client.deployments().list(group, name)) {
                DeploymentModel model = item.properties().model();
                deployments.add("deployment " + name + "/" + item.name() + " " + model.name() + " " + model.version());
            }
        }
        deployments.forEach(System.out::println);
        return null;
    }

    static String describe(Throwable error) {
        if (error instanceof TimeoutException) return "No answer within 60 s";
        if (error.getCause() instanceof ManagementException refused && refused.getValue() != null)
            return refused.getResponse().getStatusCode() + " " + refused.getValue().getCode() + ": " + refused.getValue().getMessage();
        return Objects.requireNonNullElse(innermost(error).getMessage(), error.getMessage());
    }

    public static void main(String[] arguments) {
        checkConfiguration();
        try {
            CognitiveServicesManager client = newClient(getToken());
            Executors.newSingleThreadExecutor().submit(() -> list(client)).get(60, TimeUnit.SECONDS); // the library has no limit for a list
            System.exit(0);
        } catch (Exception error) {
            System.err.println(describe(error) + "\nTo find the cause, run: npx entra-doctor check");
            System.exit(1);
        }
    }
    // #endregion ask
}
