import { For, Show } from "solid-js";
import { Row, Rows } from "../../../parts/row.tsx";
import { Shape } from "../../../parts/shape.tsx";
import { Empty } from "../../../parts/states.tsx";
import { ListScreen } from "../../../shell/list-screen.tsx";
import { Screen } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { cached } from "../../../state/resource.ts";
import { mayAs } from "../../../state/session.ts";
import type { List } from "../../../state/wire.ts";
import { NewWebhookSheet } from "./webhook-secret.tsx";
import { choiceWords, standingOf } from "./webhook-words.ts";
import type { Webhook } from "./wire.ts";

const PATH = "/webhooks?limit=200";

/** Which other tools are told what happens. */
export default function WebhooksScreen() {
	return (
		<Show when={mayAs("admin")} fallback={<AdminsOnly />}>
			<Webhooks />
		</Show>
	);
}

function AdminsOnly() {
	return (
		<Screen title="Webhooks">
			<Empty title="For admins">Only admins see webhooks. Ask one of them.</Empty>
		</Screen>
	);
}

function Webhooks() {
	const webhooks = cached<List<Webhook>>(PATH, () => api("GET", PATH));
	return (
		<ListScreen
			title="Webhooks"
			of={webhooks}
			path="/webhooks"
			empty={{
				title: "No webhooks yet",
				words: "A webhook tells another tool what happens here: incidents, monitors, and reviews.",
			}}
			add={(onClose) => <NewWebhookSheet onMade={() => void webhooks.reload()} onClose={onClose} />}
		>
			{(items) => (
				<Rows label="Webhooks">
					<For each={items()}>
						{(webhook) => {
							const standing = () => standingOf(webhook, now());
							return (
								<Row
									lead={<Shape of={standing().shape} />}
									title={webhook.name}
									sub={`${standing().word} · ${choiceWords(webhook.events)} · ${hostOf(webhook.url)}`}
									href={`/webhooks/${webhook.id}`}
								/>
							);
						}}
					</For>
				</Rows>
			)}
		</ListScreen>
	);
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);
