// What an app does: one DefaultAzureCredential, one token.
import { DefaultAzureCredential } from "@azure/identity";

const token = await new DefaultAzureCredential().getToken("https://ai.azure.com/.default");
process.exitCode = token.token.length > 0 ? 0 : 1;
