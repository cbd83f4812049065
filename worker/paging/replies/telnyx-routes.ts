/** What Telnyx tells: somebody answered by text, and what became of a text. */
import { Hono } from "hono";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { quietly } from "../../platform/http/refresh.ts";
import { incidentOf, vaultOf } from "../../platform/stubs.ts";
import type { TelnyxAccount } from "../channels/accounts.ts";
import { textByTelnyx } from "../channels/telnyx.ts";
import { readPageToken } from "../page-token.ts";
import { segmentsOf } from "../rules/sms-segments.ts";
import { reportOf } from "../rules/telnyx-word.ts";
import { sendHttp } from "../sending/http.ts";
import { readFromTelnyx } from "./telnyx-request.ts";
import { answerText } from "./text-answer.ts";

export const telnyxRoutes = new Hono<AppEnv>();

/** Answered once the act is durable; the words are a text of their own, beside that. */
telnyxRoutes.post("/replies/telnyx", async (c) => {
	const read = await readFromTelnyx(c);
	if (read instanceof Response) return read;
	const { event_type, payload } = read.told;
	const from = payload.from?.phone_number;
	if (event_type !== "message.received" || from === undefined) return c.body(null, 200);
	const words = await answerText(c, from, payload.text ?? "");
	if (words !== null)
		c.executionCtx.waitUntil(
			quietly("text.not_answered", {}, () => sayOnce(c, read.telnyx, payload.id, from, words)),
		);
	return c.body(null, 200);
});

/** Telnyx tells the same again when we were slow. An answer is paid for, and is sent once. */
async function sayOnce(
	c: AppContext,
	telnyx: TelnyxAccount,
	id: string,
	to: string,
	words: string,
): Promise<void> {
	const isFirst = await vaultOf(c.env).countPhone(
		`answer ${id}`,
		"sms_segments",
		segmentsOf(words),
		Date.now(),
	);
	if (isFirst) await sendHttp(c.env, textByTelnyx(telnyx, to, words, null));
}

/** What became of a page's text. A page that nobody knows any more has nothing to be told. */
telnyxRoutes.post("/replies/telnyx-status/:token", async (c) => {
	const read = await readFromTelnyx(c);
	if (read instanceof Response) return read;
	const { event_type: type, payload } = read.told;
	const status = payload.to?.[0]?.status ?? null;
	const report = reportOf({ type, status, errorCode: payload.errors?.[0]?.code ?? null });
	const claim = report && (await readPageToken(c.env, c.req.param("token"), Date.now()));
	if (claim && report) await incidentOf(c.env, claim.incidentId).pageReported(claim.pageId, report);
	return c.body(null, 200);
});
