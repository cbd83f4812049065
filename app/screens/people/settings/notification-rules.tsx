import { createSignal, For, Show } from "solid-js";
import { later } from "../../../parts/later.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Loaded, Notice, Skeleton } from "../../../parts/states.tsx";
import { Section } from "../../../shell/screen.tsx";
import { methodsResource } from "../../../state/methods.ts";
import type { Me } from "../../../state/wire.ts";
import { quietWords, rulesWords, SOONER_WORDS, URGENCIES, type Urgency, warningWords } from "./rule-words.ts";

const sheets = () => import("./rules-sheets.ts");
const RulesSheet = later(async () => ({ default: (await sheets()).RulesSheet }));

const QuietHoursSheet = later(async () => ({
	default: (await sheets()).QuietHoursSheet,
}));

/** What pages this person after how long, for each urgency, in a sentence. A press changes it. */
export function NotificationRulesPart(props: { of: Me }) {
	const methods = methodsResource(props.of.user.id);
	const [opened, setOpened] = createSignal<Urgency | null>(null);
	const [quiet, setQuiet] = createSignal(false);
	const rules = (urgency: Urgency) => props.of.user.notificationRules?.[urgency] ?? [];
	return (
		<Section title="How you’re paged">
			<Loaded quiet of={methods} what="your notification rules" bones={<Skeleton rows={2} height={84} />}>
				{(list) => (
					<>
						<Rows label="How you’re paged">
							<For each={URGENCIES}>
								{({ urgency, name }) => (
									<Row
										title={name}
										sub={rulesWords(rules(urgency), list().items)}
										trail="Change"
										onPress={() => setOpened(urgency)}
									/>
								)}
							</For>
							<Row
								title="Quiet hours"
								sub={quietWords(props.of.user.quietHours ?? null)}
								trail="Change"
								onPress={() => setQuiet(true)}
							/>
						</Rows>
						<p class="dim">{SOONER_WORDS}</p>
						<For each={URGENCIES}>
							{({ urgency, name }) => (
								<Show when={warningWords(rules(urgency), list().items)}>
									{(words) => (
										<Notice>
											{name}: {words()}
										</Notice>
									)}
								</Show>
							)}
						</For>
						<Show when={quiet()}>
							<QuietHoursSheet of={props.of} onClose={() => setQuiet(false)} />
						</Show>
						<Show when={opened()}>
							{(urgency) => (
								<RulesSheet
									of={props.of}
									urgency={urgency()}
									methods={list().items}
									onClose={() => setOpened(null)}
								/>
							)}
						</Show>
					</>
				)}
			</Loaded>
		</Section>
	);
}
