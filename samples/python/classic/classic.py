# region imports
import asyncio
import json
import logging
import os
import re
import sys
import time
from contextlib import suppress
from typing import NoReturn

from azure.core.credentials import AccessToken
from azure.identity.aio import DefaultAzureCredential
from openai import APIConnectionError, APIStatusError, AsyncAzureOpenAI

# endregion imports
# region configuration
logging.basicConfig(level=logging.CRITICAL)  # the libraries log what is raised anyway


def setting(name: str) -> str:
    return os.environ.get(name, "").strip()


def misconfigured(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    sys.exit(2)


# Without a base URL the library would send the token to the public OpenAI host.
RESOURCE_URL = setting("AZURE_OPENAI_ENDPOINT") or setting("FOUNDRY_RESOURCE_URL")
if not re.fullmatch(r"https://[^\s/?#]+(/[^\s?#]*)?", RESOURCE_URL):
    misconfigured("AZURE_OPENAI_ENDPOINT must be the https URL of your resource, for example https://my-resource.openai.azure.com")
BASE_URL = re.sub(r"/+(openai(/v1)?/*)?$", "", RESOURCE_URL) + "/openai"
API_VERSION = setting("AZURE_OPENAI_API_VERSION") or "2024-10-21"
MODEL = setting("AZURE_OPENAI_DEPLOYMENT") or setting("FOUNDRY_MODEL") or "gpt-5.5"
SCOPE = setting("FOUNDRY_SCOPE") or "https://ai.azure.com/.default"
if not SCOPE.endswith("/.default"):
    misconfigured("FOUNDRY_SCOPE must end in /.default, for example https://ai.azure.com/.default")
TOKEN_SECONDS = 10
CALL_SECONDS = 60
MINIMUM_LIFE = 5 * 60
for name in ("OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_BASE_URL", "AZURE_OPENAI_API_KEY"):
    os.environ.pop(name, None)  # the library would read them; they are not meant for this call


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
current = AccessToken("", 0)


async def get_token() -> str:
    global current
    if current.expires_on - time.time() > MINIMUM_LIFE:
        return current.token
    try:
        async with asyncio.timeout(TOKEN_SECONDS):
            token = await credential.get_token(SCOPE)
    except TimeoutError:
        raise RuntimeError(f"No token from Microsoft Entra ID within {TOKEN_SECONDS} s") from None
    except Exception as error:  # noqa: BLE001
        raise RuntimeError(f"No token from Microsoft Entra ID: {error}") from None
    # With a line end the library would fail three times, and name the token in the cause.
    text = token.token.strip()
    if not re.fullmatch(r"[A-Za-z0-9_.~+/=-]+", text):
        raise RuntimeError("The credential returned something that is not a token")
    current = AccessToken(text, token.expires_on)
    return text


# endregion credential
# region client
client = AsyncAzureOpenAI(base_url=BASE_URL, api_version=API_VERSION, azure_ad_token_provider=get_token)


# endregion client
# region ask
async def chat(prompt: str) -> str:
    completion = await client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": prompt}])
    if isinstance(completion, str):  # a page of a proxy comes as it is
        raise RuntimeError("The endpoint answered with something that is not the service's")  # noqa: TRY004
    return completion.choices[0].message.content or ""


def sentence(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return f"No answer within {CALL_SECONDS} s"
    if isinstance(error, APIStatusError):
        text = error.response.text
        body = json.loads(text) if text.startswith("{") else {}
        detail = body.get("error", body)
        return f"{error.status_code} {detail.get('code') or ''}: {detail.get('message') or error.message}".replace(" :", ":")
    if isinstance(error, APIConnectionError) and error.__cause__ is not None:
        return f"{error} {error.__cause__}"
    return str(error)


async def main() -> None:
    try:
        # The library's own limit is 10 minutes for each of three attempts, and does not cover the token.
        async with asyncio.timeout(CALL_SECONDS):
            answer = await chat("Hello!")
        if not answer:
            raise RuntimeError("The answer was empty")
        print(answer)
    finally:
        await client.close()
        await credential.close()


try:
    asyncio.run(main())
except KeyboardInterrupt:
    sys.exit(130)
except Exception as error:  # noqa: BLE001
    print(f"{sentence(error)}\nTo find the cause, run: npx entra-doctor check", file=sys.stderr)
    sys.exit(1)
# endregion ask
