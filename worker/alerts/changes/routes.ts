/** What other tools changed, told in PagerDuty's words. It pages nobody: it is shown beside incidents of the service. */
import { Hono } from "hono";
import { integrationNamed, keepChangeEvent } from "../../../db/alerts/change-events.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { overLimit } from "../../platform/http/rate-limit.ts";
import { newId } from "../../platform/vault/ids.ts";
import { busyUntil, readBody, say, tooLarge } from "../inbound/answers.ts";
import { readChange } from "../inbound/events-v2/change.ts";
import { eventsV2, invalidEvent } from "../inbound/events-v2/format.ts";
import { parseIntegrationKey } from "../integrations/integration-key.ts";

const CHANGES_PER_MINUTE = 600;
const AGAIN_SECONDS = 30;

export const changeRoutes = new Hono<AppEnv>();

for (const path of ["/v2/change/enqueue", "/v2/change/enqueue/"]) changeRoutes.post(path, take);

/** Unlike an alert, a change may wait: without the database it is answered 503, and its tool sends it again. */
async function take(c: AppContext): Promise<Response> {
	const body = await readBody(c, eventsV2.maxBytes);
	if (!body.ok) return body.isTooLarge ? tooLarge(c, eventsV2) : say(c, eventsV2.says.notJson);
	const reading = readChange(body.value, Date.now());
	if (!reading.ok) return say(c, invalidEvent(reading.errors));
	const key = parseIntegrationKey(reading.routingKey);
	if (!key) return say(c, eventsV2.says.unknownKey);
	if (overLimit(`change ${key.keyHash}`, Date.now(), CHANGES_PER_MINUTE)) return busyUntil(c, AGAIN_SECONDS);
	const integration = await integrationNamed(c.env.DB, { ...key, kind: "events-v2" });
	if (integration === null) return say(c, eventsV2.says.unknownKey);
	const { summary, at, links } = reading;
	const source = reading.source || integration;
	await keepChangeEvent(c.env.DB, {
		...{ id: newId("changeEvent"), serviceId: key.serviceId },
		...{ at, summary, source, links },
	});
	return c.json({ status: "success", message: "Change event processed" }, 202);
}
