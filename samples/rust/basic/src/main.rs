//! Asks a Microsoft Foundry model one question, signed in with Microsoft Entra ID instead of a key.

// #region imports
use std::{env, process::exit, sync::Arc, time::Duration};

use anyhow::{Result, anyhow, ensure};
use azure_core::credentials::TokenCredential;
use github_copilot_sdk::{
    Client, ClientOptions, ErrorKind, MessageOptions, ProviderConfig, SessionConfig, SessionErrorKind, SystemMessageConfig, session_events::SessionEventType,
};
use tokio::{signal::ctrl_c, time::timeout};
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
    let url = setting("FOUNDRY_RESOURCE_URL", &setting("AZURE_AI_FOUNDRY_RESOURCE_URL", ""));
    let url = url.trim_end_matches('/').trim_end_matches("/openai/v1").trim_end_matches('/');
    if !url.starts_with("https://") || url.contains(|c: char| c.is_whitespace() || "?#".contains(c)) {
        misconfigured("FOUNDRY_RESOURCE_URL must be the https URL of your resource, for example https://my-resource.openai.azure.com");
    }
    let (model, scope) = (setting("FOUNDRY_MODEL", "gpt-5.5"), setting("FOUNDRY_SCOPE", "https://ai.azure.com/.default"));
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
    let token = timeout(Duration::from_secs(10), credential.get_token(&[&scope], None)).await;
    let token = token.map_err(|_| anyhow!("No token from Microsoft Entra ID within 10 s"))?;
    let token = token.map_err(|error| anyhow!("No token from Microsoft Entra ID: {error}"))?;
    let text = token.token.secret().trim().to_owned();
    let sound = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "._~+/=-".contains(c));
    ensure!(sound, "The credential returned something that is not a token");
    // #endregion credential
    // #region provider
    let provider = ProviderConfig::new(format!("{url}/openai/v1/")).with_provider_type("openai").with_wire_api("responses").with_bearer_token(text);
    // #endregion provider
    // #region session
    let client = Client::start(ClientOptions::default()).await?;
    let system = SystemMessageConfig::new().with_mode("replace").with_content("You are a helpful assistant.");
    let config = SessionConfig::default().with_model(model).with_provider(provider).with_system_message(system).with_available_tools::<_, String>([]);
    let session = client.create_session(config).await?;
    // #endregion session
    // #region ask
    let mut events = session.subscribe();
    let result = session.send_and_wait(MessageOptions::new("Hello!").with_wait_timeout(Duration::from_secs(120))).await;
    let mut reason = None; // the service's own words, which the error of send_and_wait has lost
    while let Ok(Ok(event)) = timeout(Duration::ZERO, events.recv()).await {
        if let (SessionEventType::ModelCallFailure, Some(text)) = (event.parsed_type(), event.data["errorMessage"].as_str()) {
            let body = serde_json::from_str::<serde_json::Value>(text).unwrap_or_default();
            reason = Some(match (event.data["statusCode"].as_i64(), body["code"].as_str(), body["message"].as_str()) {
                (Some(status), Some(code), Some(message)) => format!("{status} {code}: {message}"),
                _ => body.as_str().unwrap_or(text).to_owned(),
            });
        }
    }
    let reply = result.map_err(|error| match error.kind() {
        ErrorKind::Session(SessionErrorKind::Timeout(_)) => anyhow!("No answer within 120 s"),
        _ => anyhow!(reason.unwrap_or(error.to_string())),
    })?;
    let text = reply.as_ref().and_then(|event| event.data["content"].as_str()).unwrap_or_default();
    ensure!(!text.trim().is_empty(), "The answer was empty");
    println!("{text}");
    // #endregion ask
    client.stop().await.ok(); // ends the session too
    Ok(())
}

#[tokio::main]
async fn main() {
    tokio::select! {
        biased;
        _ = ctrl_c() => exit(130), // the runtime ends with its standard input
        outcome = run() => outcome.unwrap_or_else(|error| {
            eprintln!("{error}\nTo find the cause, run: npx entra-doctor check");
            exit(1)
        }),
    }
}
