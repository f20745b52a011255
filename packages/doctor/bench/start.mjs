// Start-up of `entra-doctor token` beside `node -e 0`, in one run, with NODE_EXTRA_CA_CERTS unset: Node 20 reads that file at every start.
import { fileURLToPath } from "node:url";
import { once, ratio, report } from "./ratio.mjs";

const bundle = fileURLToPath(new URL("../dist/bundle/cli.cjs", import.meta.url));
const { NODE_EXTRA_CA_CERTS: _unset, ...env } = process.env;
const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const token = `${part({ alg: "RS256", kid: "k" })}.${part({ oid: "1", aud: "https://ai.azure.com", tid: "t", exp: 4e9 })}.c2ln`;
const nothing = () => once(["-e", "0"], { env }).ms;
const run = (...args) => () => once([bundle, ...args], { env, input: token }).ms;

report("node -e 0 against itself", ratio(nothing, nothing), 1.1);
report("entra-doctor token", ratio(run("token"), nothing), 1.6);
report("entra-doctor token --help, with the argument parser", ratio(run("token", "--help"), nothing), 3);
report("entra-doctor --version", ratio(run("--version"), nothing), 2);
