/** What people answer by text to the number at Twilio. */
import { Hono } from "hono";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { quietly } from "../../platform/http/refresh.ts";
import { vaultOf } from "../../platform/stubs.ts";
import { escaped } from "../channels/escaped.ts";
import { segmentsOf } from "../rules/sms-segments.ts";
import { answerText } from "./text-answer.ts";
import { readFromTwilio, twiml } from "./twilio-request.ts";

export const textRoutes = new Hono<AppEnv>();

/** Answered, in words that Twilio sends back, once the act is durable. */
textRoutes.post("/replies/twilio-sms", async (c) => {
	const told = await readFromTwilio(c, ({ callbackUrl }) => `${callbackUrl}-sms`);
	if (told instanceof Response) return told;
	const text = told.get("OptOutType") === "STOP" ? "STOP" : (told.get("Body") ?? "");
	const words = await answerText(c, told.get("From") ?? "", text);
	return words === null ? twiml(c, "") : answered(c, told, words);
});

/** An answer is paid for like any other text. */
function answered(c: AppContext, told: URLSearchParams, words: string): Response {
	const id = `answer ${told.get("MessageSid") ?? ""}`;
	const count = () => vaultOf(c.env).countPhone(id, "sms_segments", segmentsOf(words), Date.now());
	c.executionCtx.waitUntil(quietly("phone.not_counted", {}, count));
	return twiml(c, `<Message>${escaped(words)}</Message>`);
}
