import { readTokens } from "./tokens.ts";

/** Something about the text that no fixed phrase can say: a kind of host, a doubled path, where the program runs. */
export interface Feature {
  name: `@${string}`;
  find(text: string): number[];
}

// First and last few places of a pattern. Every pattern is a sequence of bounded classes: linear on any input.
function places(pattern: RegExp): (text: string) => number[] {
  return (text) => {
    const out: number[] = [];
    pattern.lastIndex = 0;
    for (let hit = pattern.exec(text); hit !== null && out.length < 200; hit = pattern.exec(text)) {
      out.push(hit.index);
      if (hit[0] === "") pattern.lastIndex++;
    }
    return out.length <= 8 ? out : [...out.slice(0, 4), ...out.slice(-4)];
  };
}

const stamp = "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)[.\\d]{0,10}Z";
const assertion = new RegExp(`Current time: ${stamp}[^\\d]{1,60}valid from\\s{1,3}${stamp}[^\\d]{1,60}expiry time of assertion\\s{1,3}${stamp}`, "gi");

// What Entra says of an assertion's times, in seconds.
function assertionTimes(text: string): { at: number; now: number; from: number; until: number }[] {
  const seconds = (part: string | undefined) => Date.parse(`${part}Z`) / 1000;
  return [...text.matchAll(assertion)].slice(0, 20).map((hit) => ({ at: hit.index, now: seconds(hit[1]), from: seconds(hit[2]), until: seconds(hit[3]) }));
}

// An assertion is refused when it has just been made: the clocks differ by little, or by a time zone. An old one was kept too long.
const fresh = (age: number) => age < 3600 || Math.abs(age - 1800 * Math.round(age / 1800)) < 120;

const chainHead = /credential authentication unavailable|attempted credentials?|aggregateauthenticationerror|chainedtokencredential authentication failed|failed to retrieve a token from the included credentials|failed to acquire a token\.?\s{0,3}\S{0,3}attempted|unable to acquire a token from the included|chained ?token ?credential|multiple (?:errors|exceptions) were encountered while attempting to authenticate|included credentials|credentialunavailable(?:error|exception)/gi;
const chainMember = /\b([A-Z][A-Za-z]{2,30}Credential)(?=:| authentication| is unavailable)/g;

// A chain of several members; one that was told to try a single member only wraps that member's own words.
function chains(text: string): number[] {
  return places(chainHead)(text).filter((at) => {
    const part = text.slice(at, at + 8000);
    const names = new Set(Array.from(part.matchAll(chainMember), (hit) => hit[1]).filter((name) => name !== "ChainedTokenCredential" && name !== "DefaultAzureCredential"));
    const members = Math.max(names.size, part.split("CredentialUnavailableError:").length - 1);
    // Without a heading of the chain, several members that were unavailable have to be named.
    if (/^credentialunavailable/i.test(part)) return names.size > 2 && part.split(/CredentialUnavailable(?:Error|Exception)/).length > 3;
    if (/^credential authentication unavailable/i.test(part)) return part.split(/[A-Z][A-Za-z]{2,30}Credential authentication unavailable/).length > 2;
    return members !== 1;
  });
}

const host = "[a-z0-9][a-z0-9-]{0,62}";

/** Every feature by name; signatures refer to them, and a test finds names that nothing defines. */
export const features: readonly Feature[] = [
  { name: "@azure", find: places(/azure|openai|\bentra\b|\bmsal\b|\bAAD\b|microsoftonline|cognitiveservices|\bfoundry\b|\baz (?:login|account|ad|role|cognitiveservices)\b|\bazd\b|litellm|\bgpt-|\btenant\b|\bcredentials?\b|\bmanaged identity\b|\bkey ?vault\b|\boauth|\bsubscription\b|\bbearer\b|\bapi[-_ ]?keys?\b|\bservice principal\b|\bcopilot\b|\baccess[_ ]?tokens?\b|\bkubelogin\b|\bworkload identity\b/gi) },
  { name: "@failing", find: places(/\berrors?\b|Error\b|\bfail(?:s|ed|ing|ure|ures)?\b|exception|\bdenied\b|unauthori[sz]ed|forbidden|\binvalid\b|\brefused\b|\bcan(?:no|')t\b|\bunable\b|not (?:found|supported|allowed|work)|\b(?:400|401|403|404|407|409|429|500|502|503)\b|does(?:n't| not) work|\bbroken\b|\bmissing\b|\bignored?\b|\bexpired?\b|time[- ]?d? ?out|\brejected\b|unauthenticated|mismatch|\bwrong\b|\bincorrect\b|\bpanic\b|\bwarn(?:ing)?\b|\bproblem\b|\bno token\b|\bhangs?\b|\bstuck\b|\bno longer\b|\binstead of\b/gi) },
  { name: "@host-gov", find: places(/\.(?:azure|microsoft|microsoftonline|onmicrosoft|usgovcloudapi|applicationinsights)\.us\b|\busgovcloudapi\.net|\bAzureUSGovernment\b|\busgov(?:virginia|arizona|texas)\b|\bAZURE_US_GOVERNMENT\b/gi) },
  { name: "@host-china", find: places(/\.(?:azure|microsoftonline|partner\.microsoftonline|windowsazure)\.cn\b|\bchinacloudapi\.cn|\bonmschina\.cn|\bAzureChinaCloud\b|\bAZURE_CHINA\b|\.21vianet\./gi) },
  { name: "@host-germany", find: places(/\bmicrosoftonline\.de\b|\bonmicrosoft\.de\b|\bcloudapi\.de\b|\bmicrosoftazure\.de\b|\bAzureGermanCloud\b/gi) },
  { name: "@host-public", find: places(/\blogin\.microsoftonline\.com\b|\.(?:openai|cognitiveservices|services\.ai|vault)\.azure\.(?:com|net)\b|\bmanagement\.azure\.com\b|\bcognitiveservices\.azure\.com\b|\bAzureCloud\b/gi) },
  { name: "@host-regional", find: places(/\b[a-z0-9]{3,30}\.api\.cognitive\.(?:microsoft\.(?:com|us)|azure\.cn)/gi) },
  { name: "@host-apim", find: places(new RegExp(`\\b${host}\\.azure-api\\.net`, "gi")) },
  { name: "@host-resource", find: places(new RegExp(`\\b${host}\\.(?:openai\\.azure\\.(?:com|us)|cognitiveservices\\.azure\\.(?:com|us|cn)|services\\.ai\\.azure\\.(?:com|us))`, "gi")) },
  { name: "@host-login", find: places(/\blogin\.(?:microsoftonline|microsoft|windows|chinacloudapi|partner\.microsoftonline)\.(?:com|us|de|net|cn)\b|\bsts\.windows\.net\b/gi) },
  { name: "@host-github-models", find: places(/\bmodels\.(?:inference\.ai\.azure\.com|github\.ai)\b|x-github-backend|\bgithub models?\b/gi) },
  { name: "@host-serverless", find: places(/\.models\.ai\.azure\.com\b|\.inference\.ml\.azure\.com\b|\.inference\.ai\.azure\.com\b/gi) },
  { name: "@path-project", find: places(/\/api\/projects\/[\w{<$-]/gi) },
  { name: "@path-doubled", find: places(/[a-z0-9}>]\/\/(?:openai|deployments|v1|chat|models|embeddings|responses|completions|indexes)\b|\/openai(?:\/v1)?\/openai\b|\/v1\/v1\/|\/openai\/v1\/(?:openai|v1)\b|\/chat\/completions[^\s"']{0,60}\/chat\/completions|\/deployments\/[^\s/"']{1,80}\/[^\s"']{0,60}\/deployments\/|\/openai\/v1\/deployments\/|\/responses(?:\?[^\s"']{0,60})?\/responses|\/models\/(?:models|chat\/completions\/chat)|[?&]api-version=[\w.-]{4,30}\//gi) },
  { name: "@v1-with-version", find: places(/\/openai\/v1\/?[^\s"']{0,120}api-version=\d{4}/gi) },
  { name: "@model-version-as-api-version", find: places(/api[-_ ]?version["'\s:=]{1,6}(?:2024-05-13|2024-07-18|2024-08-06|2024-11-20|2024-04-09|2025-01-31|2025-04-14|2025-04-16|2025-08-07|0613|0301|1106|0125|0914|turbo|gpt)/gi) },
  { name: "@url-v1-no-openai", find: places(new RegExp(`\\b${host}\\.(?:openai|cognitiveservices|services\\.ai)\\.azure\\.com/(?:v1/|chat/|completions|embeddings|responses|deployments/|models\\b)`, "gi")) },
  { name: "@placeholder-id", find: places(/\b(?:enter|your|insert|put|add|replace|paste)[_-](?:your[_-]|the[_-]|actual[_-])?(?:client|tenant|app|application|subscription|secret|directory|azure)(?:[_-]?(?:id|secret|tenant|client|name))?\b|[<{[] ?(?:enter |insert )?your[ _-]?(?:tenant|client|app|directory|application)[ _-]?(?:id|secret|name)? ?[>}\]]|\bYOUR_[A-Z_]{2,30}\b|\bENTER_[A-Z_]{2,30}\b|<<[A-Z_ -]{3,40}>>/gi) },
  { name: "@placeholder-quoted", find: places(/(?:identifier|tenant|'client_id'|application)[^'"\n]{0,40}['"](?:[{<%$]{0,2}(?:your|enter|tenant|client|app|common_|xxx_)?[_\s-]?(?:tenant|client|app|application|directory|azure)[_\s-]?(?:client|tenant)?[_\s-]?id[}>%]{0,2}|(?:insert|enter|replace|paste|put|add)[^'"\n]{0,30}here|0{8}-0{4}-0{4}-0{4}-0{12}|undefined|null|none|)['"]/gi) },
  { name: "@tenant-in-url-odd", find: places(/login\.(?:microsoftonline\.(?:com|us)|windows\.net|chinacloudapi\.cn)\/(?!common\b|organizations\b|consumers\b|oauth2\b|error\b|[0-9a-fx]{4,8}-|[0-9a-fx*]{3,}|[\w-]{1,60}\.[a-z]|\$|\{|<|\*|redacted|x{3,}|y{3,}|\.{3}|tenant|your|%7b|%3c|_)[^\s/"'?]{1,80}\/(?:oauth2|v2\.0|\.well-known|discovery)/gi) },
  { name: "@issuer-odd", find: places(/assertion issuer[: ]{1,3}['"`](?!https:\/\/(?:token\.actions\.githubusercontent\.com|[a-z0-9.-]{0,60}prod-aks\.azure\.com|vstoken\.dev\.azure\.com|login\.microsoftonline\.com\/[0-9a-fx-]{8,40}\/v2\.0['"`]|gitlab\.com|app\.terraform\.io|<|x{3}|\*))/gi) },
  { name: "@assertion-early", find: (text) => assertionTimes(text).filter(({ now, from }) => now < from || from < 86_400).map(({ at }) => at) },
  // MSAL signs for ten minutes, Python's asynchronous credentials for thirty.
  { name: "@assertion-own", find: (text) => assertionTimes(text).filter(({ now, from, until }) => [600, 1800].some((seconds) => Math.abs(until - from - seconds) < 0.5) && fresh(now - from)).map(({ at }) => at) },
  // Go's transport shows a refused CONNECT as the bare words of its status; an answer of the host itself never reads so.
  { name: "@go-tunnel-refused", find: places(/\b(?:Get|Post|Put|Patch|Head|Delete) \\?"https:\/\/[^"\s\\]{1,300}\\?": (?:Forbidden|Proxy Authentication Required|Unauthorized|Bad Request|Method Not Allowed)(?=\s|$|["\\])/g) },
  { name: "@go-tunnel-gateway", find: places(/\b(?:Get|Post|Put|Patch|Head|Delete) \\?"https:\/\/[^"\s\\]{1,300}\\?": (?:Bad Gateway|Service Unavailable|Gateway Timeout|Internal Server Error)(?=\s|$|["\\])/g) },
  { name: "@status-407", find: places(/(?:^|\b(?:status(?:[ _-]?code)?|HTTP(?:\/\d\.\d)?|code|CONNECT)["' :=]{1,4}|\()407\b/gim) },
  { name: "@bare-refusal", find: places(/^[ \t]{0,8}(?:Error: )?(?:403|502|503|504):?[ \t]{0,8}$/gm) },
  { name: "@refused-here", find: places(/\bECONNREFUSED (?:127\.0\.0\.1|::1|localhost)\b|^[ \t]{0,8}Connection refused\.?[ \t]{0,8}$|\b(?:127\.0\.0\.1|localhost|\[::1\]):\d{2,5}: connect: connection refused/gim) },
  { name: "@later-than-allowed", find: places(/current time \S{10,40} is after \S/g) },
  { name: "@variable-demanded", find: places(/\b(?:AZURE|FOUNDRY|OPENAI|COPILOT|ARM|MSI|IDENTITY)_[A-Z][A-Z_]{2,40} must (?:be|name|end|hold|contain|not|have)\b/g) },
  { name: "@key-given-as-token", find: places(/\b(?:azure_ad_token|azureADToken)["']?\s{0,3}[=:]\s{0,3}[^,\n)]{0,40}(?:api_?key|_KEY\b)/gi) },
  { name: "@token-given-as-key", find: places(/\bapi[_-]?key["']?\s{0,3}[=:]\s{0,3}[\w.$(){[\]"']{0,40}\b(?:access_?token|token)\b(?!_|\s{0,2}provider)/gi) },
  { name: "@portal-address", find: places(/https:\/\/(?:ai|portal|oai)\.azure\.com\/(?:resource|build|#|nextgen|openai\/v1|portal|foundry)/gi) },
  { name: "@on-azure", find: places(/azure-functions-host|\/home\/site\/wwwroot|[cd]:\\+home\\+site|\bIDENTITY_ENDPOINT\b|\bMSI_ENDPOINT\b|\bWEBSITE_[A-Z]{3,}|\.azurewebsites\.net\b|\bazure ?functions?\b|\bfunction ?app\b|\bapp service\b|\bcontainer ?apps?\b|\bazurecontainerapps\b|\bcontainer instances?\b|\bazure vm\b|\bazure ml\b|\bdatabricks\b|\bsynapse\b|\bazure batch\b|\bkudu\b|\bweb ?job\b|\bvirtual machine\b|\blogic app\b/gi) },
  { name: "@app-service", find: places(/azure-functions-host|\/home\/site\/wwwroot|[cd]:\\+home\\+site|\bWEBSITE_[A-Z]{3,}|\.azurewebsites\.net\b|\bazure ?functions?\b|\bfunction ?app\b|\bapp service\b|\bkudu\b|\bweb ?job\b|\bweb ?app\b/gi) },
  { name: "@kubernetes", find: places(/\bkubernetes\b|\bkubectl\b|\bkubelet\b|\bserviceaccount\b|\baks\b|\bnamespace[=:"/ ]|\bpods?\b(?! configuration)|\bhelm\b|\.svc\.cluster\.local|\bcontroller-runtime\b|\bexternal-?secrets?\b|\bexternal-dns\b|\bcert-manager\b|\bkeda\b|\bvelero\b|\bcsi[- ]driver\b|\bargocd\b|\bflux\b/gi) },
  { name: "@container", find: places(/\bdocker\b|\bcontainer\b|\/app\/|\bpodman\b|\bdevcontainer\b|\bcodespaces?\b|\bdistroless\b|\balpine\b/gi) },
  { name: "@docker-desktop", find: places(/docker desktop|host\.docker\.internal|connecting to 169\.254\.169\.254:80|docker\.internal/gi) },
  { name: "@arc", find: places(/\bazcmagent\b|\bhimds\b|\bazure arc\b|\barc[- ]enabled\b|\barc (?:server|vm|machine)s?\b|:40342\b/gi) },
  { name: "@ci", find: places(/##\[(?:error|section|warning)\]|\bgithub actions?\b|\bazure\/login\b|\bazure[- ]?pipelines?\b|\bazure devops\b|\bgitlab\b|\brunner\b|\bbuild agent\b|\/home\/runner\/|\b_work\/|\\_work\\|\bAzureCLI@\d|\bjenkins\b|\bteamcity\b|\bworkflow\b/gi) },
  { name: "@cloud-shell", find: places(/\bcloud ?shell\b|ACC_CLOUD|localhost:50342/gi) },
  { name: "@terraform", find: places(/\bterraform\b|\bazurerm\b|\bazapi_|\bazuread_|│ Error:|╷/g) },
  { name: "@chain", find: chains },
  { name: "@token-as-api-key", find: places(/api-key["']?\s{0,3}[:=]\s{0,3}["']?(?:bearer )?eyJ/gi) },
  { name: "@key-as-bearer", find: places(/authorization["']?\s{0,3}[:=]\s{0,3}["']?bearer (?:[0-9a-f]{32}\b|[A-Za-z0-9]{84}\b|sk-)/gi) },
  { name: "@token-expired", find: (text) => readTokens(text).filter((t) => t.expired).map((t) => t.at) },
  { name: "@token-for-management", find: (text) => readTokens(text).filter((t) => /management\.(?:azure|core)/.test(t.audience ?? "")).map((t) => t.at) },
  { name: "@token-for-other", find: (text) => readTokens(text).filter((t) => t.audience !== undefined && !/cognitiveservices|ai\.azure|7d312290|18a66f5f/.test(t.audience)).map((t) => t.at) },
];
