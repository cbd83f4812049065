import { For } from "solid-js";
import { Row, Rows } from "../../../parts/row.tsx";
import { Shape } from "../../../parts/shape.tsx";
import { AdminsOnly } from "../../../shell/admins-only.tsx";
import { ListScreen } from "../../../shell/list-screen.tsx";
import { api } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { cached } from "../../../state/resource.ts";
import type { List } from "../../../state/wire.ts";
import { NewWebhookSheet } from "./webhook-secret.tsx";
import { choiceWords, standingOf } from "./webhook-words.ts";
import type { Webhook } from "./wire.ts";

const PATH = "/webhooks?limit=200";

/** Which other tools are told what happens. */
export default function WebhooksScreen() {
	return (
		<AdminsOnly title="Webhooks" what="webhooks">
			<Webhooks />
		</AdminsOnly>
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
