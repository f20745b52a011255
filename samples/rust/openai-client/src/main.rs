//! Asks a model through the ordinary OpenAI library, signed in with Microsoft Entra ID instead of a key.

// #region imports
use std::{env, process::exit, sync::Arc, time::Duration};

use anyhow::{Error, Result, anyhow, bail, ensure};
use async_openai::types::{chat::*, responses::CreateResponseArgs};
use async_openai::{Client, config::OpenAIConfig, error::OpenAIError, traits::RequestOptionsBuilder};
use azure_core::{credentials::TokenCredential, time::OffsetDateTime};
use futures::StreamExt;
use tokio::time::timeout;
// #endregion imports
// #region configuration
fn setting(name: &str, otherwise: &str) -> String {
    env::var(name).ok().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).unwrap_or(otherwise.to_owned())
}

fn misconfigured(sentence: &str) -> ! {
    eprintln!("{sentence}");
    exit(2)
}

async fn run() -> Result<()> {
    let url = setting("AZURE_OPENAI_ENDPOINT", &setting("FOUNDRY_RESOURCE_URL", ""));
    let url = url.trim_end_matches('/').trim_end_matches("/openai/v1").trim_end_matches('/');
    if !url.starts_with("https://") || url.contains(|c: char| c.is_whitespace() || "?#".contains(c)) {
        misconfigured("AZURE_OPENAI_ENDPOINT must be the https URL of your resource, for example https://my-resource.openai.azure.com");
    }
    let (model, scope) = (setting("AZURE_OPENAI_DEPLOYMENT", &setting("FOUNDRY_MODEL", "gpt-5.5")), setting("FOUNDRY_SCOPE", "https://ai.azure.com/.default"));
    if !scope.ends_with("/.default") {
        misconfigured("FOUNDRY_SCOPE must end in /.default, for example https://ai.azure.com/.default");
    }
    // #endregion configuration
    // #region credential
    let [tenant, id, secret] = ["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET"].map(|name| setting(name, ""));
    let user_assigned_id = Some(id.clone()).filter(|id| !id.is_empty()).map(azure_identity::UserAssignedId::ClientId);
    let identity = azure_identity::ManagedIdentityCredentialOptions { user_assigned_id, ..Default::default() };
    let name = setting("AZURE_TOKEN_CREDENTIALS", "").to_lowercase(); // the names of other languages' DefaultAzureCredential, which Rust has not
    let chosen = |kind, variable| name == kind || name == "prod" && !setting(variable, "").is_empty();
    let credential: Arc<dyn TokenCredential> = match name.as_str() {
        _ if chosen("environmentcredential", "AZURE_CLIENT_SECRET") => azure_identity::ClientSecretCredential::new(&tenant, id, secret.into(), None)?,
        _ if chosen("workloadidentitycredential", "AZURE_FEDERATED_TOKEN_FILE") => azure_identity::WorkloadIdentityCredential::new(None)?,
        "managedidentitycredential" | "prod" => azure_identity::ManagedIdentityCredential::new(Some(identity))?,
        "azureclicredential" => azure_identity::AzureCliCredential::new(None)?,
        "azuredeveloperclicredential" => azure_identity::AzureDeveloperCliCredential::new(None)?,
        "dev" => azure_identity::DeveloperToolsCredential::new(None)?,
        _ => misconfigured(
            "AZURE_TOKEN_CREDENTIALS must name where tokens come from, for example ManagedIdentityCredential in Azure or AzureCliCredential on your machine",
        ),
    };
    let mut kept = (String::new(), OffsetDateTime::UNIX_EPOCH);
    let mut get_token = async || -> Result<String> {
        if (kept.1 - OffsetDateTime::now_utc()).whole_minutes() >= 5 {
            return Ok(kept.0.clone());
        }
        let token = timeout(Duration::from_secs(10), credential.get_token(&[&scope], None)).await;
        let token = token.map_err(|_| anyhow!("No token from Microsoft Entra ID within 10 s"))?;
        let token = token.map_err(|error| anyhow!("No token from Microsoft Entra ID: {error}"))?;
        let text = token.token.secret().trim().to_owned();
        let sound = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "._~+/=-".contains(c));
        ensure!(sound, "The credential returned something that is not a token");
        kept = (text.clone(), token.expires_on);
        Ok(text)
    };
    // #endregion credential
    // #region client
    // Empty, because the library would take OPENAI_API_KEY and more from the environment; the token goes into each request.
    let config = OpenAIConfig::new().with_api_base(format!("{url}/openai/v1")).with_api_key("").with_org_id("").with_project_id("");
    let client = Client::with_config(config);
    // #endregion client
    // #region ask
    let respond = async |token: String| -> Result<String> {
        let request = CreateResponseArgs::default().model(&model).input("Hello!").build()?;
        let response = client.responses().header("authorization", format!("Bearer {token}"))?.create(request).await.map_err(describe)?;
        Ok(response.output_text().unwrap_or_default())
    };
    let chat = async |token: String| -> Result<String> {
        let message = ChatCompletionRequestUserMessageArgs::default().content("Hello!").build()?;
        let request = CreateChatCompletionRequestArgs::default().model(&model).messages([message.into()]).build()?;
        let (mut text, mut ended) = (String::new(), false);
        let mut stream = client.chat().header("authorization", format!("Bearer {token}"))?.create_stream(request).await.map_err(describe)?;
        while let Some(chunk) = stream.next().await {
            for choice in chunk.map_err(describe)?.choices {
                text += &choice.delta.content.unwrap_or_default();
                ended |= choice.finish_reason.is_some();
            }
        }
        ensure!(ended, "The answer broke off before its end");
        Ok(text)
    };
    for call in 0..2 {
        let token = get_token().await?;
        let answer = timeout(Duration::from_secs(60), async { if call == 0 { respond(token).await } else { chat(token).await } }).await; // the library has no limit
        let Ok(answer) = answer else { bail!("No answer within 60 s") };
        let answer = answer?;
        ensure!(!answer.trim().is_empty(), "The answer was empty");
        println!("{answer}");
    }
    Ok(())
    // #endregion ask
}

fn describe(error: OpenAIError) -> Error {
    match error {
        OpenAIError::ApiError(refused) => {
            let code = refused.api_error.code.map(|code| format!("{code}: ")).unwrap_or_default();
            anyhow!("{} {code}{}", refused.status_code.as_u16(), refused.api_error.message)
        }
        OpenAIError::JSONDeserialize(_, text) => anyhow!("The endpoint answered with something that is not the service's: {text}"),
        other => anyhow!("{:#}", Error::from(other)),
    }
}

#[tokio::main]
async fn main() {
    if let Err(error) = run().await {
        eprintln!("{error}\nTo find the cause, run: npx entra-doctor check");
        exit(1)
    }
}
