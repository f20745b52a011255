// Command token-refresh answers questions from stdin, line by line, in one session that outlives its Microsoft Entra ID tokens.
package main

// #region imports
import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"strings"
	"syscall"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	copilot "github.com/github/copilot-sdk/go"
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

var baseURL = regexp.MustCompile(`/+(openai/v1/*)?$`).ReplaceAllString(cmp.Or(setting("FOUNDRY_RESOURCE_URL"), setting("AZURE_AI_FOUNDRY_RESOURCE_URL")), "") + "/openai/v1/"
var model, scope = cmp.Or(setting("FOUNDRY_MODEL"), "gpt-5.5"), cmp.Or(setting("FOUNDRY_SCOPE"), "https://ai.azure.com/.default")

func init() {
	require(regexp.MustCompile(`^https://[^\s/?#]+/[^\s?#]*$`).MatchString(baseURL), "FOUNDRY_RESOURCE_URL must be the https URL of your resource, for example https://my-resource.openai.azure.com")
	require(strings.HasSuffix(scope, "/.default"), "FOUNDRY_SCOPE must end in /.default, for example https://ai.azure.com/.default")
	// #endregion configuration
	// #region credential
	_ = os.Setenv("AZURE_TOKEN_CREDENTIALS", setting("AZURE_TOKEN_CREDENTIALS")) // the library takes blanks for a part of the name
	if setting("AZURE_CLIENT_ID") == "" {
		_ = os.Unsetenv("AZURE_CLIENT_ID") // and an empty one for an identity
	}
	var err error
	credential, err = azidentity.NewDefaultAzureCredential(nil)
	require(err == nil, "AZURE_TOKEN_CREDENTIALS must name where tokens come from, for example ManagedIdentityCredential in Azure or AzureCliCredential on your machine")
}

var credential *azidentity.DefaultAzureCredential

func getToken() (string, time.Time, error) {
	ctx, cancel := context.WithTimeoutCause(context.Background(), 10*time.Second, errors.New("No token from Microsoft Entra ID within 10 s"))
	defer cancel()
	token, err := credential.GetToken(ctx, policy.TokenRequestOptions{Scopes: []string{scope}})
	if token.Token = strings.TrimSpace(token.Token); err != nil {
		err = cmp.Or(context.Cause(ctx), fmt.Errorf("No token from Microsoft Entra ID: %w", err)) // the library hides the deadline
	} else if !regexp.MustCompile(`^[A-Za-z0-9._~+/=-]+$`).MatchString(token.Token) {
		err = errors.New("The credential returned something that is not a token")
	}
	return token.Token, token.ExpiresOn, err
}

// #endregion credential
// #region provider
func newProvider(token string) *copilot.ProviderConfig {
	return &copilot.ProviderConfig{Type: "openai", WireAPI: "responses", BaseURL: baseURL, BearerToken: token}
}

// #endregion provider
// #region session
var client, system = copilot.NewClient(nil), &copilot.SystemMessageConfig{Mode: "replace", Content: "You are a helpful assistant."}

func openSession(last *copilot.Session, provider *copilot.ProviderConfig) (*copilot.Session, error) {
	if last == nil {
		return client.CreateSession(context.Background(), &copilot.SessionConfig{Model: model, Provider: provider, AvailableTools: []string{}, SystemMessage: system})
	}
	_ = last.Disconnect() // its history stays
	return client.ResumeSession(context.Background(), last.SessionID, &copilot.ResumeSessionConfig{Model: model, Provider: provider, AvailableTools: []string{}, SystemMessage: system})
}

// #endregion session
// #region ask
func ask(session *copilot.Session, question string) (string, error) {
	reason, body := error(nil), struct{ Code, Message string }{} // the service's words, which SendAndWait's own error has lost
	defer session.On(func(event copilot.SessionEvent) {
		if data, ok := event.Data.(*copilot.ModelCallFailureData); ok && data.ErrorMessage != nil {
			text := *data.ErrorMessage
			if json.Unmarshal([]byte(text), &body) == nil && data.StatusCode != nil {
				text = fmt.Sprintf("%d %s: %s", *data.StatusCode, body.Code, body.Message)
			}
			_ = json.Unmarshal([]byte(text), &text) // what the callback said comes in quotes
			reason = errors.New(text)
		}
	})()
	ctx, cancel := context.WithTimeoutCause(context.Background(), 120*time.Second, errors.New("No answer within 120 s"))
	defer cancel()
	reply, err := session.SendAndWait(ctx, copilot.MessageOptions{Prompt: question})
	if err == nil && reply != nil && strings.TrimSpace(reply.Data.(*copilot.AssistantMessageData).Content) != "" {
		return reply.Data.(*copilot.AssistantMessageData).Content, nil
	}
	return "", cmp.Or(context.Cause(ctx), reason, err, errors.New("The answer was empty"))
}

// #endregion ask
// #region refresh
type tokenRefreshAgent struct {
	session *copilot.Session
	expires time.Time
}

func (agent *tokenRefreshAgent) ask(question string) (answer string, err error) {
	if time.Until(agent.expires) < 5*time.Minute { // a session keeps its token for life, but can be resumed with another
		token, expires, err := getToken()
		if err != nil {
			return "", err
		}
		session, err := openSession(agent.session, newProvider(token))
		if err != nil {
			return "", err
		}
		agent.session, agent.expires = session, expires
	}
	if answer, err = ask(agent.session, question); err != nil {
		agent.expires = time.Time{} // resumed: in this session the next question would meet the failed one's end
	}
	return answer, err
}

func main() {
	agent, signals, exitCode := tokenRefreshAgent{}, make(chan os.Signal, 1), 0
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() { code := 128 + int((<-signals).(syscall.Signal)); _ = client.Stop(); os.Exit(code) }()
	for input := bufio.NewScanner(os.Stdin); input.Scan(); {
		if question := strings.TrimSpace(input.Text()); question == "" {
			continue
		} else if answer, err := agent.ask(question); err != nil {
			fmt.Fprintf(os.Stderr, "%v\nTo find the cause, run: npx entra-doctor check\n", err)
			exitCode = 1
		} else {
			fmt.Println(answer)
		}
	}
	_ = client.Stop()
	os.Exit(exitCode)
}

// #endregion refresh
