// One identity scenario in a process of its own, since the identity library keeps tokens and the host's kind for the whole process.
// argv: kind, options as JSON, how often to ask. Prints one line of JSON: the token's claims, never the token.
import { clouds, createCredential, tokenSource } from "@copilot-entra/auth";

const [kind, options = "{}", times = "1"] = process.argv.slice(2);
try {
  const given = JSON.parse(options);
  if (given.signInHere) {
    delete given.signInHere;
    given.onDeviceCode = ({ verificationUri, userCode }) => process.stderr.write(`${verificationUri} ${userCode}\n`);
  }
  const { timeout, askTenant: tenantId, cloud = "public", ...settings } = given;
  const source = tokenSource({ credential: await createCredential(kind, { ...settings, cloud: clouds[cloud] }), scope: cloud === "public" ? clouds.public.scopes.foundry : clouds[cloud].scopes.cognitiveServices, timeout, tenantId });
  const tokens = await Promise.all(Array.from({ length: Number(times) }, () => source.getToken()));
  const claims = JSON.parse(Buffer.from(tokens[0].split(".")[1], "base64url").toString());
  console.log(JSON.stringify({ claims, distinct: new Set(tokens).size }));
} catch (error) {
  console.log(JSON.stringify({ error: { name: error.name, code: error.code, message: error.message, evidence: error.evidence, cause: error.cause?.message } }));
}
