import { createSignal, For, Show } from "solid-js";
import type { SubscriberOut } from "../../../worker/subscribers/contract.ts";
import { Button } from "../../parts/button.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { MoreOf } from "../../parts/more-list.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Empty, Loaded, Skeleton } from "../../parts/states.tsx";
import { AdminsOnly } from "../../shell/admins-only.tsx";
import { Screen } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { componentsResource } from "../../state/lists.ts";
import { cached } from "../../state/resource.ts";
import type { List } from "../../state/wire.ts";
import { type Counts, choiceWords, countWords, standingWords } from "./subscriber-words.ts";

interface Subscribers extends List<SubscriberOut>, Counts {}

const PATH = "/subscribers";

/** Who is kept posted by the status page. */
export default function SubscribersScreen() {
	return (
		<AdminsOnly title="Subscribers" what="subscribers">
			<SubscriberList />
		</AdminsOnly>
	);
}

function SubscriberList() {
	const subscribers = cached<Subscribers>(PATH, () => api("GET", PATH));
	const components = componentsResource();
	const [removing, setRemoving] = createSignal<SubscriberOut | null>(null);
	void components.read();
	return (
		<Screen title="Subscribers">
			<Loaded of={subscribers} what="subscribers" bones={<Skeleton rows={6} height={68} />}>
				{(list) => (
					<Show
						when={list().items.length > 0}
						fallback={
							<Empty title="No subscribers yet">
								Visitors of the status page subscribe there, by email, browser, webhook, or Slack.
							</Empty>
						}
					>
						<p class="sub">{countWords(list())}</p>
						<Rows label="Subscribers">
							<For each={list().items}>
								{(one) => (
									<Row
										title={one.address}
										sub={`${standingWords(one)} · ${choiceWords(one, components.value?.items ?? [])}`}
										trail={
											<Button aria-label={`Remove ${one.address}`} onClick={() => setRemoving(one)}>
												Remove
											</Button>
										}
									/>
								)}
							</For>
						</Rows>
						<MoreOf of={subscribers} path={PATH} />
					</Show>
				)}
			</Loaded>
			<Confirm
				open={removing() !== null}
				title={`Remove ${removing()?.address ?? ""}?`}
				act="Remove subscriber"
				onConfirm={() => api("DELETE", `${PATH}/${removing()?.id}`)}
				onClose={(done) => {
					setRemoving(null);
					if (done) void subscribers.reload();
				}}
			>
				Nothing is sent there any more. They can subscribe again on the status page.
			</Confirm>
		</Screen>
	);
}
