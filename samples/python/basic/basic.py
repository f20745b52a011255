# region imports
import asyncio
import json
import logging
import os
import re
import sys
from contextlib import suppress
from typing import NoReturn

from azure.identity.aio import DefaultAzureCredential
from copilot import CopilotClient, SessionEvent
from copilot.session import CopilotSession, ProviderConfig
from copilot.session_events import AssistantMessageData, ModelCallFailureData

# endregion imports
# region configuration
logging.basicConfig(level=logging.CRITICAL)  # the SDK and the identity library log what is raised anyway


def setting(name: str) -> str:
    return os.environ.get(name, "").strip()


def misconfigured(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    sys.exit(2)


RESOURCE_URL = setting("FOUNDRY_RESOURCE_URL") or setting("AZURE_AI_FOUNDRY_RESOURCE_URL")
if not re.fullmatch(r"https://[^\s/?#]+(/[^\s?#]*)?", RESOURCE_URL):
    misconfigured("FOUNDRY_RESOURCE_URL must be the https URL of your resource, for example https://my-resource.openai.azure.com")
BASE_URL = re.sub(r"/+(openai/v1/*)?$", "", RESOURCE_URL) + "/openai/v1/"
MODEL = setting("FOUNDRY_MODEL") or "gpt-5.5"
SCOPE = setting("FOUNDRY_SCOPE") or "https://ai.azure.com/.default"
if not SCOPE.endswith("/.default"):
    misconfigured("FOUNDRY_SCOPE must end in /.default, for example https://ai.azure.com/.default")
TOKEN_SECONDS = 10
TURN_SECONDS = 120


# endregion configuration
# region credential
def create_credential() -> DefaultAzureCredential:
    with suppress(ValueError):  # the constructor refuses a name that it doesn't know
        if setting("AZURE_TOKEN_CREDENTIALS"):
            return DefaultAzureCredential()
    misconfigured(
        "AZURE_TOKEN_CREDENTIALS must name where tokens come from, for example ManagedIdentityCredential in Azure or AzureCliCredential on your machine"
    )


credential = create_credential()


async def get_token() -> str:
    try:
        async with asyncio.timeout(TOKEN_SECONDS):
            token = await credential.get_token(SCOPE)
    except TimeoutError:
        raise RuntimeError(f"No token from Microsoft Entra ID within {TOKEN_SECONDS} s") from None
    except Exception as error:  # noqa: BLE001
        raise RuntimeError(f"No token from Microsoft Entra ID: {error}") from None
    # A line end in a token makes the runtime write the whole token into its errors and its files.
    text = token.token.strip()
    if not re.fullmatch(r"[A-Za-z0-9_.~+/=-]+", text):
        raise RuntimeError("The credential returned something that is not a token")
    return text


# endregion credential
# region provider
async def create_provider() -> ProviderConfig:
    return {"type": "openai", "wire_api": "responses", "base_url": BASE_URL, "bearer_token": await get_token()}


# endregion provider
# region session
client = CopilotClient()


async def create_session() -> CopilotSession:
    return await client.create_session(
        model=MODEL,
        provider=await create_provider(),
        available_tools=[],
        system_message={"mode": "replace", "content": "You are a helpful assistant."},
    )


# endregion session
# region ask
async def ask(session: CopilotSession, question: str) -> str:
    failure = ""

    def on_event(event: SessionEvent) -> None:
        # Only this event has the service's own words; the exception of send_and_wait has lost them.
        nonlocal failure
        if isinstance(event.data, ModelCallFailureData):
            failure = f"{event.data.status_code or ''} {service_error(event.data.error_message or '')}".strip()

    unsubscribe = session.on(on_event)
    try:
        reply = await session.send_and_wait(question, timeout=TURN_SECONDS)
    except TimeoutError:
        raise RuntimeError(f"No answer within {TURN_SECONDS} s") from None
    except Exception as error:  # noqa: BLE001 (the SDK raises Exception itself)
        raise RuntimeError(failure or str(error)) from None
    finally:
        unsubscribe()
    if reply is None or not isinstance(reply.data, AssistantMessageData) or not reply.data.content:
        raise RuntimeError("The answer was empty")
    return reply.data.content


def service_error(text: str) -> str:
    error = json.loads(text) if text.startswith(("{", '"')) else text
    return f"{error.get('code')}: {error.get('message')}" if isinstance(error, dict) else str(error)


async def main() -> None:
    try:
        session = await create_session()
        print(await ask(session, "Hello!"))
    finally:
        with suppress(ExceptionGroup):  # after Ctrl-C in a terminal the runtime is gone already
            await client.stop()
        await credential.close()


try:
    asyncio.run(main())
except KeyboardInterrupt:
    sys.exit(130)
except Exception as error:  # noqa: BLE001
    print(f"{error}\nTo find the cause, run: npx entra-doctor check", file=sys.stderr)
    sys.exit(1)
# endregion ask
