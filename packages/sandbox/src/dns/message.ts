/** A question as a DNS message puts it. */
export interface Question {
  id: number;
  name: string;
  /** 1 is A, 5 CNAME, 28 AAAA. */
  type: number;
  recursionDesired: boolean;
  /** The question section, to be repeated in the answer. */
  bytes: Buffer;
}

/** One resource record of an answer. */
export type Resource = { name: string; cname: string } | { name: string; address: string };

/** Response codes (RFC 1035 §4.1.1). */
export const noError = 0;
export const nameError = 3;

const timeToLive = 10;

/** Reads the first question of a message, or nothing when it is none. */
export function readQuestion(message: Buffer): Question | undefined {
  if (message.length < 17 || message.readUInt16BE(4) < 1 || (message.readUInt8(2) & 0x80) !== 0) return undefined;
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    if (length > 63 || at + 1 + length >= message.length) return undefined;
    labels.push(message.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  if (at + 5 > message.length) return undefined;
  return {
    id: message.readUInt16BE(0),
    name: labels.join(".").toLowerCase(),
    type: message.readUInt16BE(at + 1),
    recursionDesired: (message.readUInt8(2) & 1) === 1,
    bytes: message.subarray(12, at + 5),
  };
}

/** An authoritative answer to a question. */
export function writeAnswer({ id, recursionDesired, bytes }: Question, code: number, resources: readonly Resource[]): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(id, 0);
  head.writeUInt16BE(0x8480 | (recursionDesired ? 0x100 : 0) | code, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(resources.length, 6);
  return Buffer.concat([head, bytes, ...resources.map(writeResource)]);
}

function writeResource(resource: Resource): Buffer {
  const isCname = "cname" in resource;
  const data = isCname ? writeName(resource.cname) : writeAddress(resource.address);
  const type = isCname ? 5 : data.length === 4 ? 1 : 28;
  const middle = Buffer.alloc(10);
  middle.writeUInt16BE(type, 0);
  middle.writeUInt16BE(1, 2);
  middle.writeUInt32BE(timeToLive, 4);
  middle.writeUInt16BE(data.length, 8);
  return Buffer.concat([writeName(resource.name), middle, data]);
}

function writeName(name: string): Buffer {
  const labels = name.split(".").filter((label) => label !== "");
  return Buffer.concat([...labels.flatMap((label) => [Buffer.from([label.length]), Buffer.from(label, "latin1")]), Buffer.from([0])]);
}

function writeAddress(address: string): Buffer {
  if (!address.includes(":")) return Buffer.from(address.split(".").map(Number));
  const [head = "", tail] = address.split("::");
  const groups = (text: string | undefined) => (text ?? "").split(":").filter((group) => group !== "");
  const [first, last] = [groups(head), groups(tail)];
  const all = [...first, ...Array.from({ length: 8 - first.length - last.length }, () => "0"), ...last];
  return Buffer.from(all.map((group) => group.padStart(4, "0")).join(""), "hex");
}
