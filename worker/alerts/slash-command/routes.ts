/** `/tocsin` in Slack: who is on call, and declaring an incident, for the members who are people here. */
import { Hono } from "hono";
import { schedulesWithOverrides } from "../../../db/oncall/schedules.ts";
import { activeMethodsOfKind } from "../../../db/paging/contact-methods.ts";
import { userNames } from "../../../db/people/users.ts";
import { serviceNames } from "../../../db/services/services.ts";
import { onCallAt } from "../../oncall/rules/rotation.ts";
import { slackText } from "../../paging/channels/slack/call.ts";
import { readFromSlack } from "../../paging/replies/slack-request.ts";
import type { Env } from "../../platform/env.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import { days, type Instant, inUtc } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { deskOf } from "../../platform/stubs.ts";
import { newId } from "../../platform/vault/ids.ts";
import { unseal } from "../../platform/vault/seal.ts";
import { namedBy, readSlashCommand, type SlashCommand } from "../rules/slash-command.ts";

/** A shift that runs now began at most this long ago, as far as overrides before it matter. */
const LOOK_BACK_MS = days(31);
const HELP =
	"Ask `/tocsin who`, or `/tocsin declare P1 Checkout: Cards are refused`. Without a severity that of the service counts.";

export const slashCommandRoutes = new Hono<AppEnv>();

/** Slack vouches for the member; whose contact method that is acts, by their own role. Answered once it is durable. */
slashCommandRoutes.post("/replies/slack/command", async (c) => {
	const form = await readFromSlack(c);
	if (form instanceof Response) return form;
	const command = readSlashCommand(form.get("text") ?? "");
	const person = await personOf(c.env, form.get("user_id") ?? "");
	if (!person)
		return onlyToThem(
			c,
			"Add Slack with your member ID in Tocsin first: Settings, Devices, Add another way.",
		);
	switch (command.kind) {
		case "help":
			return onlyToThem(c, HELP);
		case "who":
			return onlyToThem(c, await whoIsOnCall(c.env, Date.now()));
		case "declare":
			if (person.role === "observer") return onlyToThem(c, "Your role can’t declare incidents.");
			return declare(c, command, { kind: "user", id: person.userId, name: person.name }, form);
	}
});

/** Null where nobody has proven that this member is them. */
async function personOf(env: Env, member: string) {
	for (const method of await activeMethodsOfKind(env.DB, "slack")) {
		const { address } = JSON.parse(await unseal(env, method.id, method.address)) as { address?: unknown };
		if (member !== "" && address === member) return method;
	}
	return null;
}

async function whoIsOnCall(env: Env, now: Instant): Promise<string> {
	const [schedules, names] = await Promise.all([
		schedulesWithOverrides(env.DB, now - LOOK_BACK_MS),
		userNames(env.DB),
	]);
	if (schedules.length === 0) return "There is no schedule.";
	const lines = schedules.map((schedule) => {
		const { userId, endsAt } = onCallAt(schedule, now);
		const who = userId === null ? "No one" : (names.get(userId) ?? "Someone");
		return `*${slackText(schedule.name)}*: ${slackText(who)}, until ${slackTime(endsAt)}`;
	});
	return lines.join("\n");
}

/** Slack shows it in its reader’s own zone. */
function slackTime(at: Instant): string {
	return `<!date^${Math.floor(at / 1_000)}^{date_short_pretty} {time}|${inUtc(at)}>`;
}

async function declare(
	c: AppContext,
	{ service: name, severity, title }: SlashCommand & { kind: "declare" },
	actor: Actor,
	form: URLSearchParams,
): Promise<Response> {
	const services = await serviceNames(c.env.DB);
	const service = namedBy(services, name);
	if (!service) {
		const some = services.slice(0, 20).map((one) => one.name);
		return onlyToThem(
			c,
			`No one service is called ${slackText(name)}. There are: ${slackText(some.join(", "))}.`,
		);
	}
	const trigger = form.get("trigger_id");
	const declared = await deskOf(c.env, service.id).declare({
		...{ incidentId: newId("incident"), serviceId: service.id, title, description: null, severity, actor },
		...{ drill: false, idempotency: trigger ? { key: `slack:${trigger}`, bodyHash: title } : null },
	});
	if (!declared.ok) return onlyToThem(c, slackText(declared.refusal.detail));
	const { id, number, severity: given } = declared.value;
	const link = `<${publicUrl(c.env, c.req.url)}/app/incidents/${id}|${number > 0 ? `#${number}` : "Open"}>`;
	const text = `${slackText(actor.name)} declared ${given} · ${slackText(`${title} (${service.name})`)} ${link}`;
	return c.json({ response_type: "in_channel", text });
}

const onlyToThem = (c: AppContext, text: string) => c.json({ response_type: "ephemeral", text });
