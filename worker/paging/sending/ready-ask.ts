import type { Env } from "../../platform/env.ts";
import type { Ask } from "../channels/channel.ts";
import { sendHttp } from "./http.ts";
import { sendByBinding } from "./mail-binding.ts";
import type { ReadyRequest } from "./outcome.ts";
import { readyPush } from "./web-push.ts";

/** Waits for all that has to be waited for; the request that it answers then leaves at once. */
export async function readyAsk(env: Env, ask: Ask): Promise<ReadyRequest> {
	switch (ask.by) {
		case "http":
			return () => sendHttp(env, ask);
		case "web-push":
			return readyPush(env, ask);
		case "mail-binding":
			return () => sendByBinding(env, ask.mail);
	}
}
