/** Root causes that no state of the world shows, and why; together with the faults they are every cause that the project knows. */
export const notWorldFaults: Readonly<Record<string, string>> = {
  "token-cache-broken": "a file or key ring of the developer's own machine; the sandbox never touches it",
  "library-bug": "one version of a library at fault, with every setting right",
  inconclusive: "a text that ends before the failure; a running program always has more to say",
  "token-provider-misuse": "the program passes its provider in the wrong shape, so no request leaves it",
  "credential-not-passed": "the program drops its credential; what the data plane says then is what it says to any missing token",
  "other-auth-header-required": "another company's or team's gateway in front of Azure; the sandbox stands for Azure's own hosts",
  "throttling-shown-as-401": "one beta of a library sends Authorization twice after a 429; wire-429-retry-after shows it to that library",
  "network-downstream-denied": "the service's own call to another service; the sandbox's services call nobody",
};
