/** What a kind of check is told beside its target: as a form holds it, and as the API takes it. */
import type { Monitor } from "../../state/wire.ts";

export interface KindDraft {
	/** Of a WebSocket: what is sent, and a text that a message must have. Empty: none. */
	message: string;
	expectedText: string;
}

export const NEW_KIND_DRAFT: KindDraft = { message: "", expectedText: "" };

export function kindDraft({ request, expect }: Pick<Monitor, "request" | "expect">): KindDraft {
	return { message: request.body ?? "", expectedText: expect.bodyContains ?? "" };
}

export type KindSettings = { request?: Partial<Monitor["request"]>; expect?: Partial<Monitor["expect"]> };

export function kindSettings(kind: Monitor["kind"], draft: KindDraft): KindSettings {
	if (kind !== "websocket") return {};
	return {
		request: { body: draft.message || null },
		expect: { bodyContains: draft.expectedText || null },
	};
}
