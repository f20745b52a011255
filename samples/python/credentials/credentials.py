# region imports
import json
import logging
import os
import queue
import sys
import threading
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote

from azure.core.credentials import AccessToken, TokenCredential
from azure.identity import (
    AzureCliCredential,
    CertificateCredential,
    ClientAssertionCredential,
    ClientSecretCredential,
    DefaultAzureCredential,
    DeviceCodeCredential,
    InteractiveBrowserCredential,
    ManagedIdentityCredential,
    WorkloadIdentityCredential,
)

# endregion imports
# region configuration
logging.basicConfig(level=logging.CRITICAL)  # the identity library logs what is raised anyway


def setting(name: str) -> str:
    return os.environ.get(name, "").strip()


def misconfigured(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    sys.exit(2)


def required(name: str) -> str:
    """A variable that the chosen kind can't do without."""
    return setting(name) or misconfigured(f"{name} must be set for {KIND}")


KIND = setting("AZURE_CREDENTIAL_KIND")
SCOPE = setting("FOUNDRY_SCOPE") or "https://ai.azure.com/.default"
if not SCOPE.endswith("/.default"):
    misconfigured("FOUNDRY_SCOPE must end in /.default, for example https://ai.azure.com/.default")
TOKEN_SECONDS = 10
PERSON_SECONDS = 300


# endregion configuration
# region credential
def app() -> dict[str, str]:
    return {"tenant_id": required("AZURE_TENANT_ID"), "client_id": required("AZURE_CLIENT_ID")}


def public_app() -> dict[str, Any]:
    given = {"tenant_id": setting("AZURE_TENANT_ID"), "client_id": setting("AZURE_CLIENT_ID")}
    return {name: value for name, value in given.items() if value}


def show_code(uri: str, code: str, _: datetime) -> None:
    """The code is for the person, so it goes to stderr, away from the result."""
    print(f"Open {uri} in a browser and enter the code {code}", file=sys.stderr, flush=True)


def assertion() -> str:
    """The platform's own token, which Entra trades for one of the app: GitHub Actions' by request, any other platform's from a file."""
    url = setting("ACTIONS_ID_TOKEN_REQUEST_URL")
    if not url:
        return Path(required("AZURE_FEDERATED_TOKEN_FILE")).read_text(encoding="utf-8").strip()
    request = urllib.request.Request(f"{url}&audience={quote('api://AzureADTokenExchange', safe='')}")
    request.add_unredirected_header("Authorization", f"Bearer {required('ACTIONS_ID_TOKEN_REQUEST_TOKEN')}")
    with urllib.request.urlopen(request, timeout=TOKEN_SECONDS) as answer:
        return str(json.load(answer)["value"])


KINDS: dict[str, Callable[[], TokenCredential]] = {
    "system-assigned-managed-identity": ManagedIdentityCredential,
    "user-assigned-managed-identity": lambda: ManagedIdentityCredential(client_id=required("AZURE_CLIENT_ID")),
    "client-secret": lambda: ClientSecretCredential(**app(), client_secret=required("AZURE_CLIENT_SECRET")),
    "client-certificate": lambda: CertificateCredential(**app(), certificate_path=required("AZURE_CLIENT_CERTIFICATE_PATH")),
    "azure-cli": AzureCliCredential,
    "interactive-browser": lambda: InteractiveBrowserCredential(**public_app()),
    "device-code": lambda: DeviceCodeCredential(**public_app(), prompt_callback=show_code),
    "default": lambda: DefaultAzureCredential(require_envvar=True),
    "workload-identity": lambda: WorkloadIdentityCredential(**app(), token_file_path=required("AZURE_FEDERATED_TOKEN_FILE")),
    "federated-credential": lambda: ClientAssertionCredential(**app(), func=assertion),
}


# endregion credential
# region ask
def get_token(create: Callable[[], TokenCredential], seconds: int) -> AccessToken:
    """In a thread that may be left behind: the identity library has no end of its own where an endpoint never answers."""
    results: queue.Queue[AccessToken | BaseException] = queue.Queue()

    def work() -> None:
        try:
            results.put(create().get_token(SCOPE))
        except BaseException as error:  # noqa: BLE001
            results.put(error)

    threading.Thread(target=work, daemon=True).start()
    try:
        result = results.get(timeout=seconds)
    except queue.Empty:
        raise RuntimeError(f"No token from Microsoft Entra ID within {seconds} s") from None
    if isinstance(result, SystemExit):
        raise result
    if isinstance(result, BaseException):
        raise RuntimeError(f"No token from Microsoft Entra ID: {result}")  # noqa: TRY004
    return result


if KIND not in KINDS:
    misconfigured(f"AZURE_CREDENTIAL_KIND must be one of {', '.join(KINDS)}")
try:
    token = get_token(KINDS[KIND], PERSON_SECONDS if KIND in ("interactive-browser", "device-code") else TOKEN_SECONDS)
    # Until when, never the token itself.
    print(f"{KIND}: a token for {SCOPE.removesuffix('/.default')} until {datetime.fromtimestamp(token.expires_on, UTC):%Y-%m-%dT%H:%M:%SZ}")
except KeyboardInterrupt:
    sys.exit(130)
except Exception as error:  # noqa: BLE001
    print(f"{error}\nTo find the cause, run: npx entra-doctor check", file=sys.stderr)
    sys.exit(1)
# endregion ask
