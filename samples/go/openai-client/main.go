// Command openai-client asks a model through the ordinary OpenAI library, signed in with Microsoft Entra ID instead of a key.
package main

// #region imports
import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	"github.com/openai/openai-go/v3/responses"
)

// #endregion imports
// #region configuration
func require(ok bool, sentence string) {
	if !ok {
		fmt.Fprintln(os.Stderr, sentence)
		os.Exit(2)
	}
}

func main() {
	setting := func(name string) string { return strings.TrimSpace(os.Getenv(name)) }
	resource := cmp.Or(setting("AZURE_OPENAI_ENDPOINT"), setting("FOUNDRY_RESOURCE_URL"))
	baseURL := regexp.MustCompile(`/+(openai/v1/*)?$`).ReplaceAllString(resource, "") + "/openai/v1/"
	require(regexp.MustCompile(`^https://[^\s/?#]+/[^\s?#]*$`).MatchString(baseURL), "AZURE_OPENAI_ENDPOINT must be the https URL of your resource, for example https://my-resource.openai.azure.com")
	model, scope := cmp.Or(setting("AZURE_OPENAI_DEPLOYMENT"), setting("FOUNDRY_MODEL"), "gpt-5.5"), cmp.Or(setting("FOUNDRY_SCOPE"), "https://ai.azure.com/.default")
	require(strings.HasSuffix(scope, "/.default"), "FOUNDRY_SCOPE must end in /.default, for example https://ai.azure.com/.default")
	// #endregion configuration
	// #region credential
	_ = os.Setenv("AZURE_TOKEN_CREDENTIALS", setting("AZURE_TOKEN_CREDENTIALS")) // the library takes blanks for a part of the name
	if setting("AZURE_CLIENT_ID") == "" {
		_ = os.Unsetenv("AZURE_CLIENT_ID") // and an empty one for an identity
	}
	credential, err := azidentity.NewDefaultAzureCredential(nil)
	require(err == nil, "AZURE_TOKEN_CREDENTIALS must name where tokens come from, for example ManagedIdentityCredential in Azure or AzureCliCredential on your machine")
	kept, one := azcore.AccessToken{}, sync.Mutex{}
	getToken := func(ctx context.Context) (string, error) {
		one.Lock()
		defer one.Unlock()
		if time.Until(kept.ExpiresOn) >= 5*time.Minute {
			return kept.Token, nil
		}
		ctx, cancel := context.WithTimeoutCause(ctx, 10*time.Second, errors.New("No token from Microsoft Entra ID within 10 s"))
		defer cancel()
		token, err := credential.GetToken(ctx, policy.TokenRequestOptions{Scopes: []string{scope}})
		if token.Token = strings.TrimSpace(token.Token); err != nil {
			return "", cmp.Or(context.Cause(ctx), fmt.Errorf("No token from Microsoft Entra ID: %w", err)) // the library hides the deadline
		} else if !regexp.MustCompile(`^[A-Za-z0-9._~+/=-]+$`).MatchString(token.Token) {
			return "", errors.New("The credential returned something that is not a token")
		}
		kept = token
		return kept.Token, nil
	}
	// #endregion credential
	// #region client
	ctx, end := context.WithCancelCause(context.Background())
	options := []option.RequestOption{option.WithBaseURL(baseURL), option.WithMiddleware(func(request *http.Request, next option.MiddlewareNext) (*http.Response, error) {
		token, err := getToken(request.Context()) // called for every attempt
		if err != nil {
			end(err) // else the library would try twice more
			return nil, err
		}
		request.Header.Set("Authorization", "Bearer "+token)
		return next(request)
	}), option.WithMaxRetryDelay(30 * time.Second)} // a server that says "come back tomorrow" is an error
	// Not openai.NewClient: it reads OPENAI_API_KEY, OPENAI_ORG_ID and more, and sends them along.
	responseService, chatService := responses.NewResponseService(options...), openai.NewChatCompletionService(options...)
	// #endregion client
	// #region ask
	respond := func(ctx context.Context, question string) (string, error) {
		response, err := responseService.New(ctx, responses.ResponseNewParams{Model: model, Input: responses.ResponseNewParamsInputUnion{OfString: openai.String(question)}})
		if err != nil {
			return "", err
		}
		return response.OutputText(), nil
	}
	chat := func(ctx context.Context, question string) (text string, err error) {
		ended := false
		stream := chatService.NewStreaming(ctx, openai.ChatCompletionNewParams{Model: model, Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage(question)}})
		for stream.Next() {
			for _, choice := range stream.Current().Choices {
				text += choice.Delta.Content
				ended = ended || choice.FinishReason != ""
			}
		}
		if stream.Err() == nil && !ended {
			return "", errors.New("The answer broke off before its end")
		}
		return text, stream.Err()
	}
	describe := func(err error) string {
		refused, ok := errors.AsType[*openai.Error](err)
		if !ok {
			return err.Error()
		}
		type body struct{ Code, Message string }
		var answer struct {
			body
			Error body
		}
		if json.NewDecoder(refused.Response.Body).Decode(&answer) != nil { // the error's own fields are empty where a gateway answered
			answer.Message = err.Error()
		}
		code, message := cmp.Or(answer.Error.Code, answer.Code), cmp.Or(answer.Error.Message, answer.Message)
		return fmt.Sprintf("%d %s", refused.StatusCode, strings.TrimPrefix(code+": "+message, ": "))
	}
	for _, ask := range []func(context.Context, string) (string, error){respond, chat} {
		ctx, cancel := context.WithTimeoutCause(ctx, 60*time.Second, errors.New("No answer within 60 s")) // the library has no limit
		defer cancel()
		answer, err := ask(ctx, "Hello!")
		if err != nil || strings.TrimSpace(answer) == "" {
			err = cmp.Or(context.Cause(ctx), err, errors.New("The answer was empty"))
			fmt.Fprintf(os.Stderr, "%s\nTo find the cause, run: npx entra-doctor check\n", describe(err))
			os.Exit(1)
		}
		fmt.Println(answer)
	}
	// #endregion ask
}
