# region imports
import asyncio
import logging
import os
import re
import sys
from contextlib import suppress
from typing import Any, NoReturn
from urllib.parse import urlsplit

from azure.core.credentials import AccessTokenInfo, TokenRequestOptions
from azure.core.exceptions import HttpResponseError
from azure.core.pipeline import PipelineRequest
from azure.core.pipeline.policies import SansIOHTTPPolicy
from azure.identity.aio import DefaultAzureCredential
from azure.mgmt.cognitiveservices.aio import CognitiveServicesManagementClient

# endregion imports
# region configuration
logging.basicConfig(level=logging.CRITICAL)  # the libraries log what is raised anyway


def setting(name: str) -> str:
    return os.environ.get(name, "").strip()


def misconfigured(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    sys.exit(2)


CLOUDS = {
    "AzureCloud": "https://management.azure.com",
    "AzureUSGovernment": "https://management.usgovcloudapi.net",
    "AzureChinaCloud": "https://management.chinacloudapi.cn",
}
SUBSCRIPTION = setting("AZURE_SUBSCRIPTION_ID")
if not re.fullmatch(r"(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", SUBSCRIPTION):
    misconfigured("AZURE_SUBSCRIPTION_ID must be the id of your subscription, for example from az account show --query id")
LOCATION = setting("AZURE_LOCATION")
if not re.fullmatch(r"[A-Za-z0-9]+", LOCATION):
    misconfigured("AZURE_LOCATION must name a region, for example swedencentral")
ENDPOINT = CLOUDS.get(setting("AZURE_CLOUD") or "AzureCloud") or misconfigured(
    "AZURE_CLOUD must be AzureCloud, AzureUSGovernment or AzureChinaCloud"
)
TOKEN_SECONDS = 10
CALL_SECONDS = 60


# endregion configuration
# region credential
class BoundedCredential(DefaultAzureCredential):
    """The identity library by itself waits 20 minutes for an endpoint that never answers."""

    async def get_token_info(self, *scopes: str, options: TokenRequestOptions | None = None) -> AccessTokenInfo:
        try:
            async with asyncio.timeout(TOKEN_SECONDS):
                info = await super().get_token_info(*scopes, options=options)
        except TimeoutError:
            raise RuntimeError(f"No token from Microsoft Entra ID within {TOKEN_SECONDS} s") from None
        except Exception as error:  # noqa: BLE001
            raise RuntimeError(f"No token from Microsoft Entra ID: {error}") from None
        return AccessTokenInfo(info.token.strip(), info.expires_on)


def create_credential() -> BoundedCredential:
    with suppress(ValueError):  # the constructor refuses a name that it doesn't know
        if setting("AZURE_TOKEN_CREDENTIALS"):
            return BoundedCredential()
    misconfigured(
        "AZURE_TOKEN_CREDENTIALS must name where tokens come from, for example ManagedIdentityCredential in Azure or AzureCliCredential on your machine"
    )


credential = create_credential()


# endregion credential
# region client
class OneHost(SansIOHTTPPolicy[Any, Any]):
    """The client would follow the link to the next page anywhere, with the token."""

    def on_request(self, request: PipelineRequest[Any]) -> None:
        url = urlsplit(request.http_request.url)
        if f"{url.scheme}://{url.netloc}" != ENDPOINT:
            raise RuntimeError(f"The list goes on at another host, {url.netloc}, where the token does not belong")


def create_client() -> CognitiveServicesManagementClient:
    return CognitiveServicesManagementClient(
        credential, SUBSCRIPTION, base_url=ENDPOINT, credential_scopes=[f"{ENDPOINT}/.default"], per_call_policies=[OneHost()]
    )


# endregion client
# region ask
async def main() -> None:
    async with credential, create_client() as client, asyncio.timeout(CALL_SECONDS):
        async for item in client.models.list(LOCATION):
            if item.model:
                print(f"model {item.model.name} {item.model.version}", flush=True)
        deployments: list[str] = []
        async for account in client.accounts.list():
            name = str(account.name)
            group = re.search(r"(?i)/resourceGroups/([^/]+)", str(account.id))
            resource_group = group[1] if group else ""
            print(f"account {name} {resource_group} {account.location}", flush=True)
            async for deployment in client.deployments.list(resource_group, name):
                model = deployment.properties.model if deployment.properties else None
                deployments.append(f"deployment {name}/{deployment.name} {model.name if model else ''} {model.version if model else ''}")
        print("\n".join(deployments))


def sentence(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return f"No answer within {CALL_SECONDS} s"
    if isinstance(error, HttpResponseError) and error.error:
        return f"{error.status_code} {error.error.code}: {error.error.message}"
    return str(error)


try:
    asyncio.run(main())
except KeyboardInterrupt:
    sys.exit(130)
except Exception as error:  # noqa: BLE001
    print(f"{sentence(error)}\nTo find the cause, run: npx entra-doctor check", file=sys.stderr)
    sys.exit(1)
# endregion ask
