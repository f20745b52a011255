//! Answers questions from stdin, line by line, in one session that outlives its Microsoft Entra ID tokens.

// #region imports
use std::{env, io, process::exit, sync::Arc, thread, time::Duration};

use anyhow::{Result, anyhow, ensure};
use azure_core::{credentials::TokenCredential, time::OffsetDateTime};
use github_copilot_sdk::{
    Client, ClientOptions, ErrorKind, MessageOptions, ProviderConfig, ResumeSessionConfig, SessionConfig, SessionErrorKind, SystemMessageConfig,
    session::Session, session_events::SessionEventType,
};
use tokio::{signal::ctrl_c, sync::mpsc, time::timeout};
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
    let get_token = async || -> Result<(String, OffsetDateTime)> {
        let token = timeout(Duration::from_secs(10), credential.get_token(&[&scope], None)).await;
        let token = token.map_err(|_| anyhow!("No token from Microsoft Entra ID within 10 s"))?;
        let token = token.map_err(|error| anyhow!("No token from Microsoft Entra ID: {error}"))?;
        let text = token.token.secret().trim().to_owned();
        let sound = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "._~+/=-".contains(c));
        ensure!(sound, "The credential returned something that is not a token");
        Ok((text, token.expires_on))
    };
    // #endregion credential
    // #region provider
    let provider = ProviderConfig::new(format!("{url}/openai/v1/")).with_provider_type("openai").with_wire_api("responses");
    // #endregion provider
    // #region session
    let client = Client::start(ClientOptions::default()).await?;
    let system = SystemMessageConfig::new().with_mode("replace").with_content("You are a helpful assistant.");
    let open = async |last: Option<&Session>, token: String| {
        let provider = provider.clone().with_bearer_token(token);
        let Some(last) = last else {
            let config = SessionConfig::default().with_model(&model).with_provider(provider).with_system_message(system.clone());
            return client.create_session(config.with_available_tools::<_, String>([])).await;
        };
        last.disconnect().await.ok(); // its history stays
        let config = ResumeSessionConfig::new(last.id().clone()).with_model(&model).with_provider(provider).with_system_message(system.clone());
        client.resume_session(config.with_available_tools::<_, String>([])).await
    };
    // #endregion session
    // #region ask
    let ask = async |session: &Session, question: &str| -> Result<String> {
        let mut events = session.subscribe();
        let result = session.send_and_wait(MessageOptions::new(question).with_wait_timeout(Duration::from_secs(120))).await;
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
        Ok(text.to_owned())
    };
    // #endregion ask
    // #region refresh
    let (sender, mut lines) = mpsc::channel(1);
    let questions = || io::stdin().lines().map_while(io::Result::ok).filter(|line| !line.trim().is_empty());
    thread::spawn(move || questions().try_for_each(|line| sender.blocking_send(line)));
    let (mut session, mut expires, mut failed) = (None::<Session>, OffsetDateTime::UNIX_EPOCH, false);
    while let Some(question) = lines.recv().await {
        let answer = async {
            if (expires - OffsetDateTime::now_utc()).whole_minutes() < 5 {
                let (token, until) = get_token().await?; // a session keeps its token for life, but can be resumed with another
                (session, expires) = (Some(open(session.as_ref(), token).await?), until);
            }
            ask(session.as_ref().expect("opened with the first token"), question.trim()).await
        };
        match answer.await {
            Ok(text) => println!("{text}"),
            Err(error) => {
                eprintln!("{error}\nTo find the cause, run: npx entra-doctor check");
                (expires, failed) = (OffsetDateTime::UNIX_EPOCH, true); // resumed: in this session the next question would meet the failed one's end
            }
        }
    }
    // #endregion refresh
    client.stop().await.ok();
    exit(failed.into())
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
