//! Lists the models of a region, and the accounts and deployments of a subscription.

// #region imports
use std::{env, process::exit, sync::Arc, time::Duration};

use anyhow::{Result, anyhow, bail, ensure};
use azure_core::credentials::TokenCredential;
use reqwest::{Client, StatusCode, redirect::Policy};
use serde_json::Value;
use tokio::time::{sleep, timeout};
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
    let (subscription, location) = (setting("AZURE_SUBSCRIPTION_ID", ""), setting("AZURE_LOCATION", ""));
    if subscription.len() != 36 || subscription.contains(|c: char| !c.is_ascii_hexdigit() && c != '-') {
        misconfigured("AZURE_SUBSCRIPTION_ID must be the id of your subscription, for example from az account show --query id");
    }
    if location.is_empty() || location.contains(|c: char| !c.is_ascii_alphanumeric()) {
        misconfigured("AZURE_LOCATION must name a region, for example swedencentral");
    }
    let host = match setting("AZURE_CLOUD", "AzureCloud").as_str() {
        "AzureCloud" => "management.azure.com",
        "AzureUSGovernment" => "management.usgovcloudapi.net",
        "AzureChinaCloud" => "management.chinacloudapi.cn",
        _ => misconfigured("AZURE_CLOUD must be AzureCloud, AzureUSGovernment or AzureChinaCloud"),
    };
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
    let token = timeout(Duration::from_secs(10), credential.get_token(&[&format!("https://{host}/.default")], None)).await;
    let token = token.map_err(|_| anyhow!("No token from Microsoft Entra ID within 10 s"))?;
    let token = token.map_err(|error| anyhow!("No token from Microsoft Entra ID: {error}"))?;
    let text = token.token.secret().trim().to_owned();
    let sound = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "._~+/=-".contains(c));
    ensure!(sound, "The credential returned something that is not a token");
    // #endregion credential
    // #region client
    let client = Client::builder().https_only(true).redirect(Policy::none()).build()?;
    let get = async |path: String| -> Result<Vec<Value>> {
        let (mut list, mut next) = (Vec::new(), Some(format!("https://{host}/subscriptions/{subscription}{path}?api-version=2025-06-01")));
        while let Some(url) = next.filter(|url| !url.is_empty()) {
            let at_home = url.starts_with(&format!("https://{host}/"));
            ensure!(at_home, "The list goes on at another host, where the token does not belong: {}", url.split('/').nth(2).unwrap_or_default());
            let mut response = client.get(&url).bearer_auth(&text).send().await?;
            for _ in 0..3 {
                if response.status() == StatusCode::TOO_MANY_REQUESTS || response.status().is_server_error() {
                    let wait = response.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok()).unwrap_or(1);
                    sleep(Duration::from_secs(wait)).await;
                    response = client.get(&url).bearer_auth(&text).send().await?;
                }
            }
            let status = response.status();
            let body: Value = response.json().await.unwrap_or_default();
            let part = |name: &str| body["error"][name].as_str().unwrap_or_default().to_owned();
            ensure!(status.is_success(), "{} {}: {}", status.as_u16(), part("code"), part("message"));
            list.extend(body["value"].as_array().ok_or(anyhow!("The endpoint answered with something that is not a list"))?.clone());
            next = body["nextLink"].as_str().map(str::to_owned);
        }
        Ok(list)
    };
    // #endregion client
    // #region ask
    let show = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = async || -> Result<()> {
        let provider = "/providers/Microsoft.CognitiveServices";
        for item in get(format!("{provider}/locations/{location}/models")).await? {
            println!("model {} {}", show(&item["model"]["name"]), show(&item["model"]["version"]));
        }
        let mut deployments = String::new();
        for account in get(format!("{provider}/accounts")).await? {
            let (name, id) = (show(&account["name"]), show(&account["id"]));
            let group = id.split('/').nth(4).unwrap_or_default();
            println!("account {name} {group} {}", show(&account["location"]));
            for item in get(format!("/resourceGroups/{group}{provider}/accounts/{name}/deployments")).await? {
                let model = &item["properties"]["model"];
                deployments += &format!("deployment {name}/{} {} {}\n", show(&item["name"]), show(&model["name"]), show(&model["version"]));
            }
        }
        print!("{deployments}");
        Ok(())
    };
    let Ok(listed) = timeout(Duration::from_secs(60), list()).await else { bail!("No answer within 60 s") };
    listed
    // #endregion ask
}

#[tokio::main]
async fn main() {
    if let Err(error) = run().await {
        eprintln!("{error:#}\nTo find the cause, run: npx entra-doctor check");
        exit(1)
    }
}
