import { defineCheck, passed, warned } from "../../check.ts";

const variables = ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"];

/** Files of extra certificate authorities are there and hold certificates; Node only warns when its file is missing. */
export const extraTrust = defineCheck({
  id: "extra-trust",
  title: "files of extra certificate authorities are readable",
  needs: ["environment"],
  judge: ({ environment }) => {
    const broken = environment.files.find((file) => variables.includes(file.variable) && file.problem !== undefined);
    if (broken !== undefined) return warned("tls-untrusted-ca", { variable: broken.variable, file: broken.path, problem: broken.problem });
    const off = environment.variables["NODE_TLS_REJECT_UNAUTHORIZED"];
    if (off?.value === "0") return warned("tls-untrusted-ca", { variable: "NODE_TLS_REJECT_UNAUTHORIZED", actual: "0", problem: "no certificate is checked, so anyone on the way can read the token" });
    return passed({ files: environment.files.filter((file) => variables.includes(file.variable)).map((file) => file.variable) });
  },
});
