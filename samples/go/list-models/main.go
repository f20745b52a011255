// Command list-models lists the models of a region, and the accounts and deployments of a subscription.
package main

// #region imports
import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/cognitiveservices/armcognitiveservices/v2"
)

// #endregion imports
// #region configuration
func setting(name string) string { return strings.TrimSpace(os.Getenv(name)) }

func require(ok bool, sentence string) {
	if !ok {
		fmt.Fprintln(os.Stderr, sentence)
		os.Exit(2)
	}
}

func configure() (subscription, location, endpoint string) {
	hosts := map[string]string{"AzureCloud": "management.azure.com", "AzureUSGovernment": "management.usgovcloudapi.net", "AzureChinaCloud": "management.chinacloudapi.cn"}
	subscription, location, endpoint = setting("AZURE_SUBSCRIPTION_ID"), setting("AZURE_LOCATION"), "https://"+hosts[cmp.Or(setting("AZURE_CLOUD"), "AzureCloud")]
	require(regexp.MustCompile(`(?i)^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`).MatchString(subscription), "AZURE_SUBSCRIPTION_ID must be the id of your subscription, for example from az account show --query id")
	require(regexp.MustCompile(`^[A-Za-z0-9]+$`).MatchString(location), "AZURE_LOCATION must name a region, for example swedencentral")
	require(endpoint != "https://", "AZURE_CLOUD must be AzureCloud, AzureUSGovernment or AzureChinaCloud")
	return
}

// #endregion configuration
// #region credential
type bounded struct { // a credential that waits 10 s at most, and ends everything when it fails: the client would try three times more
	azcore.TokenCredential
	end context.CancelCauseFunc
}

func (b bounded) GetToken(ctx context.Context, options policy.TokenRequestOptions) (azcore.AccessToken, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, 10*time.Second, errors.New("No token from Microsoft Entra ID within 10 s"))
	defer cancel()
	token, err := b.TokenCredential.GetToken(ctx, options)
	if token.Token = strings.TrimSpace(token.Token); err != nil {
		b.end(cmp.Or(context.Cause(ctx), fmt.Errorf("No token from Microsoft Entra ID: %w", err))) // the library hides the deadline
	}
	return token, err
}

// #endregion credential
// #region client
type oneHost string // keeps the token at the management endpoint: the client would follow the link to the next page anywhere

func (o oneHost) Do(request *policy.Request) (*http.Response, error) {
	if url := request.Raw().URL; url.Scheme+"://"+url.Host != string(o) {
		return nil, fmt.Errorf("The list goes on at another host, %s, where the token does not belong", url.Host)
	}
	return request.Next()
}

func newClients(subscription, endpoint string, credential azcore.TokenCredential) (*armcognitiveservices.ClientFactory, error) {
	services := map[cloud.ServiceName]cloud.ServiceConfiguration{cloud.ResourceManager: {Endpoint: endpoint, Audience: endpoint}}
	options := policy.ClientOptions{Cloud: cloud.Configuration{Services: services}, PerCallPolicies: []policy.Policy{oneHost(endpoint)}}
	return armcognitiveservices.NewClientFactory(subscription, credential, &arm.ClientOptions{ClientOptions: options})
}

// #endregion client
// #region ask
func pages[P any](ctx context.Context, pager *runtime.Pager[P], err *error) iter.Seq[P] {
	return func(yield func(P) bool) {
		for *err == nil && pager.More() {
			var page P
			if page, *err = pager.NextPage(ctx); *err == nil && !yield(page) {
				return
			}
		}
	}
}

func list(ctx context.Context, clients *armcognitiveservices.ClientFactory, location string) (err error) {
	for page := range pages(ctx, clients.NewModelsClient().NewListPager(location, nil), &err) {
		for _, item := range page.Value {
			fmt.Println("model", *item.Model.Name, *item.Model.Version)
		}
	}
	var deployments []string
	for page := range pages(ctx, clients.NewAccountsClient().NewListPager(nil), &err) {
		for _, account := range page.Value {
			group := regexp.MustCompile(`(?i)^.*/resourceGroups/([^/]+)/.*$`).ReplaceAllString(*account.ID, "$1")
			fmt.Println("account", *account.Name, group, *account.Location)
			for page := range pages(ctx, clients.NewDeploymentsClient().NewListPager(group, *account.Name, nil), &err) {
				for _, item := range page.Value {
					deployments = append(deployments, fmt.Sprintln("deployment", *account.Name+"/"+*item.Name, *item.Properties.Model.Name, *item.Properties.Model.Version))
				}
			}
		}
	}
	fmt.Print(strings.Join(deployments, ""))
	return err
}

func describe(err error) string {
	if refused, ok := errors.AsType[*azcore.ResponseError](err); ok {
		body := map[string]struct{ Code, Message string }{}
		_ = runtime.UnmarshalAsJSON(refused.RawResponse, &body)
		return fmt.Sprintf("%d %s: %s", refused.StatusCode, refused.ErrorCode, cmp.Or(body["error"].Message, err.Error()))
	}
	return err.Error()
}

// #endregion ask

func main() {
	subscription, location, endpoint := configure()
	_ = os.Setenv("AZURE_TOKEN_CREDENTIALS", setting("AZURE_TOKEN_CREDENTIALS")) // the library takes blanks for a part of the name
	if setting("AZURE_CLIENT_ID") == "" {
		_ = os.Unsetenv("AZURE_CLIENT_ID") // and an empty one for an identity
	}
	credential, err := azidentity.NewDefaultAzureCredential(nil)
	require(err == nil, "AZURE_TOKEN_CREDENTIALS must name where tokens come from, for example ManagedIdentityCredential in Azure or AzureCliCredential on your machine")
	ctx, end := context.WithCancelCause(context.Background())
	ctx, cancel := context.WithTimeoutCause(ctx, 60*time.Second, errors.New("No answer within 60 s"))
	defer cancel()
	clients, err := newClients(subscription, endpoint, bounded{credential, end})
	if err == nil {
		err = list(ctx, clients, location)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s\nTo find the cause, run: npx entra-doctor check\n", describe(cmp.Or(context.Cause(ctx), err)))
		os.Exit(1)
	}
}
