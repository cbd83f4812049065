/** What Slack tells the app: a button of a message was pressed. */
import { Hono } from "hono";
import { z } from "zod";
import { egress } from "../../platform/egress/egress.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { quietly } from "../../platform/http/refresh.ts";
import { slackText } from "../channels/slack/call.ts";
import { placeOf } from "../channels/slack/thread.ts";
import { answerPress, type PressOutcome } from "./press.ts";
import { readFromSlack } from "./slack-request.ts";

const EDIT_TIMEOUT_MS = 8_000;

const interaction = z.object({
	type: z.literal("block_actions"),
	user: z.object({ id: z.string() }),
	response_url: z.string(),
	container: z.object({ channel_id: z.string(), message_ts: z.string() }).optional(),
	message: z.object({ text: z.string() }),
	actions: z.array(z.object({ action_id: z.string(), value: z.string().optional() })),
});
type Interaction = z.output<typeof interaction>;

export const slackRoutes = new Hono<AppEnv>();

/** Answered once the act is durable. The message is edited beside that: it only says what became of it. */
slackRoutes.post("/replies/slack", async (c) => {
	const form = await readFromSlack(c);
	if (form instanceof Response) return form;
	const told = read(form);
	const value = told?.actions[0]?.value;
	if (!told || value === undefined) return c.body(null, 200);
	const outcome = await answerPress(c.env, "slack", value, told.user.id);
	c.executionCtx.waitUntil(quietly("slack.message_not_edited", {}, () => edit(c, told, outcome)));
	return c.body(null, 200);
});

/** Null for what is no press of a button: Slack is told that it was taken. */
function read(form: URLSearchParams): Interaction | null {
	try {
		return interaction.parse(JSON.parse(form.get("payload") ?? ""));
	} catch {
		return null;
	}
}

/**
 * In place of the buttons stands what became of them; where they still count, only who pressed is told. The incident's own
 * message is edited by the incident, which says more than one press.
 */
async function edit(
	c: AppContext,
	{ response_url, message, container }: Interaction,
	{ isOver, words, place }: PressOutcome,
): Promise<void> {
	const isOwn = container !== undefined && placeOf(container.channel_id, container.message_ts) === place;
	if (isOver && isOwn) return;
	const text = isOver ? `${message.text}\n*${slackText(words)}*` : slackText(words);
	const how = isOver
		? { replace_original: true, blocks: [{ type: "section", text: { type: "mrkdwn", text } }] }
		: { replace_original: false, response_type: "ephemeral" };
	await egress(c.env, {
		purpose: "webhook",
		url: response_url,
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ text, ...how }),
		timeoutMs: EDIT_TIMEOUT_MS,
		maxResponseBytes: 0,
	});
}
