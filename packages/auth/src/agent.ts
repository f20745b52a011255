import type { CopilotClient, CopilotClientOptions, CopilotSession, MessageOptions, ProviderConfig, SessionConfig } from "@github/copilot-sdk";
import { ask, type Answer, type AskOptions } from "./ask.ts";
import { FoundryAuthError } from "./errors.ts";
import { endpointOf, foundryProvider, foundryStaticProvider, sourceOf, type FoundryProviderOptions } from "./provider.ts";
import type { TokenSource } from "./token-source.ts";
import { redactedError } from "./token-text.ts";
import { within } from "./within.ts";

/** What is the same for every conversation of an agent, but for who answers: that is the provider's. */
export type ConversationSettings = Omit<SessionConfig, "model" | "provider" | "providers" | "models" | "sessionId">;

/** What a {@link FoundryAgent} is made from. */
export interface FoundryAgentOptions extends FoundryProviderOptions {
  /** A client that the program owns; `close` leaves it running. Otherwise the agent starts one of its own. */
  readonly client?: CopilotClient | undefined;
  /** For the agent's own client. */
  readonly clientOptions?: CopilotClientOptions | undefined;
  /** For every conversation. Default: no tools, which makes a greeting 0.4 instead of 41 kilobytes. */
  readonly session?: ConversationSettings | undefined;
  /**
   * `callback` (default) has the runtime ask for a token before each request; `resume` gives each prompt a session with a fresh
   * token of its own, history kept, for runtimes without the callback.
   */
  readonly tokens?: "callback" | "resume" | undefined;
}

/** One conversation. Its history lives in the runtime's state folder, under its id. */
export interface Conversation {
  readonly id: string;
  /**
   * As `ask`; prompts wait for each other.
   * @throws {FoundryAuthError} what `ask` throws, and `conversation-closed`.
   */
  ask(prompt: string | MessageOptions, options?: Omit<AskOptions, "source">): Promise<Answer>;
  /** Ends it and keeps its history: `FoundryAgent.resume` takes it up again. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

interface Handle extends Conversation {
  stop(): Promise<void>;
}

/**
 * Many conversations on one client and one token source, over any number of tokens.
 * Nothing is started before the first conversation; everything is validated at once.
 */
export class FoundryAgent {
  readonly #options: FoundryAgentOptions;
  readonly #source: TokenSource;
  readonly #model: string;
  readonly #provider: () => Promise<{ provider: ProviderConfig; token?: string }>;
  readonly #open = new Set<Handle>();
  #client: Promise<CopilotClient> | undefined;
  #closed: Promise<void> | undefined;

  /** @throws {FoundryAuthError} what `foundryProvider` throws. */
  constructor(options: FoundryAgentOptions) {
    const endpoint = endpointOf(options);
    const source = sourceOf(options, endpoint);
    const provider = foundryProvider({ ...options, endpoint, credential: source, renewOnRepeat: false });
    this.#options = options;
    this.#source = source;
    this.#model = provider.modelId ?? "";
    this.#provider = async () => {
      if (options.tokens !== "resume") return { provider };
      const token = await source.getToken();
      return { provider: foundryStaticProvider({ ...options, endpoint, token }), token };
    };
  }

  /** Starts a new conversation. */
  async open(settings: ConversationSettings = {}): Promise<Conversation> {
    return this.#converse((client, config) => client.createSession(config), settings, false);
  }

  /** Takes up a conversation that ended, in this process or an earlier one with the same state folder. */
  async resume(id: string, settings: ConversationSettings = {}): Promise<Conversation> {
    return this.#converse((client, config) => client.resumeSession(id, config), settings, true);
  }

  async #converse(begin: (client: CopilotClient, config: SessionConfig) => Promise<CopilotSession>, settings: ConversationSettings, resumed: boolean): Promise<Conversation> {
    if (this.#closed) throw new FoundryAuthError("conversation-closed", { id: "of a closed agent" });
    const client = await (this.#client ??= this.#start());
    const config = (provider: ProviderConfig): SessionConfig => ({ availableTools: [], ...this.#options.session, ...settings, model: this.#model, provider });
    const first = await this.#provider();
    let { token } = first;
    let session = await begin(client, config(first.provider)).catch(clean);
    const { sessionId: id } = session;
    const cancel = new AbortController();
    let busy: Promise<unknown> = Promise.resolve();
    let used = resumed;

    /** With a token of its own, a session is replaced by its own resumption when the token is a new one. A session is on disk from its first prompt on. */
    const current = async (): Promise<CopilotSession> => {
      const next = await this.#provider();
      if (next.token !== token) {
        await session.disconnect();
        session = await (used ? client.resumeSession(id, config(next.provider)) : client.createSession({ ...config(next.provider), sessionId: id })).catch(clean);
        token = next.token;
      }
      used = true;
      return session;
    };
    const handle: Handle = {
      id,
      ask: (prompt, options = {}) => {
        if (cancel.signal.aborted) return Promise.reject(new FoundryAuthError("conversation-closed", { id }));
        const signal = options.signal ? AbortSignal.any([cancel.signal, options.signal]) : cancel.signal;
        const turn = busy.then(async () => ask(await current(), prompt, { ...options, signal, source: this.#source }));
        busy = turn.catch(() => {});
        return turn.catch((error: unknown) => {
          throw cancel.signal.aborted ? new FoundryAuthError("conversation-closed", { id }) : error;
        });
      },
      async stop() {
        cancel.abort();
        await within(3_000, busy);
        await within(3_000, session.disconnect());
      },
      close: async () => {
        if (this.#open.delete(handle)) await handle.stop();
      },
      [Symbol.asyncDispose]: () => handle.close(),
    };
    if (this.#closed) {
      await handle.stop();
      throw new FoundryAuthError("conversation-closed", { id });
    }
    this.#open.add(handle);
    return handle;
  }

  async #start(): Promise<CopilotClient> {
    if (this.#options.client) return this.#options.client;
    const { CopilotClient: Client } = await import("@github/copilot-sdk").catch((error: unknown) => {
      throw new FoundryAuthError("library-missing", { module: "@github/copilot-sdk" }, { cause: redactedError(error) });
    });
    const client = new Client(this.#options.clientOptions);
    try {
      await client.start();
    } catch (error) {
      this.#client = undefined;
      return clean(error);
    }
    return client;
  }

  /** Ends every conversation, the requests under way and the agent's own client, within seconds whatever hangs. Safe to call twice. */
  close(): Promise<void> {
    return (this.#closed ??= this.#stop());
  }

  async #stop(): Promise<void> {
    if (this.#source !== this.#options.credential) this.#source.close();
    await Promise.all([...this.#open].map((conversation) => conversation.stop()));
    this.#open.clear();
    const client = await this.#client?.catch(() => undefined);
    if (!client || client === this.#options.client) return;
    const stopped = await within(5_000, client.stop());
    if (!stopped) await within(2_000, client.forceStop());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/** Errors of the SDK may repeat what it was given. */
function clean(error: unknown): never {
  throw error instanceof FoundryAuthError ? error : redactedError(error);
}
