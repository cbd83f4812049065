import { createSignal, Index, Show } from "solid-js";
import type { NotificationRule } from "../../../../worker/people/rules/person.ts";
import { Button } from "../../../parts/button.tsx";
import { SelectField } from "../../../parts/field.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { api } from "../../../state/api.ts";
import { sending } from "../../../state/sending.ts";
import { me } from "../../../state/session.ts";
import type { ContactMethod, Me } from "../../../state/wire.ts";
import {
	delayOptions,
	methodWords,
	rulesWords,
	savedRules,
	URGENCIES,
	type Urgency,
	warningWords,
} from "./rule-words.ts";

interface RulesSheetProps {
	of: Me;
	urgency: Urgency;
	methods: readonly ContactMethod[];
	onClose(): void;
}

/** The rules of one urgency: a method and a delay each. What they come to stands below. */
export function RulesSheet(props: RulesSheetProps) {
	const before = () => props.of.user.notificationRules ?? { high: [], low: [] };
	const [rules, setRules] = createSignal<NotificationRule[]>(before()[props.urgency]);
	const about = () => URGENCIES.find(({ urgency }) => urgency === props.urgency);
	const saving = sending(
		() => {
			const notificationRules = savedRules({ ...before(), [props.urgency]: rules() });
			return api<Me>("PATCH", "/me", { notificationRules }, { ifMatch: props.of.user.version });
		},
		(mine) => {
			me().set(mine);
			showToast("Saved");
			props.onClose();
		},
	);
	const change = (place: number, next: Partial<NotificationRule>) =>
		setRules((all) => all.map((rule, n) => (n === place ? { ...rule, ...next } : rule)));
	const add = () => {
		const used = rules().map(({ method }) => method);
		const next = props.methods.find(({ id }) => !used.includes(id)) ?? props.methods[0];
		if (next) setRules((all) => [...all, { method: next.id, delaySeconds: all.length === 0 ? 0 : 60 }]);
	};
	return (
		<Sheet
			open
			title={about()?.name ?? ""}
			onClose={props.onClose}
			acts={
				<Button kind="primary" wide type="submit" form="rules" busy={saving.busy() && "Saving…"}>
					Save
				</Button>
			}
		>
			<form class="stack wide" id="rules" onSubmit={(event) => void saving.send(event)}>
				<p class="sub">{about()?.about}</p>
				<Index each={rules()}>
					{(rule, place) => (
						<RuleFields
							rule={rule()}
							place={place}
							methods={props.methods}
							error={saving.wrong(`/notificationRules/${props.urgency}/${place}/method`)}
							onRule={(next) => change(place, next)}
							onRemove={() => setRules((all) => all.filter((_, n) => n !== place))}
						/>
					)}
				</Index>
				<Show when={props.methods.length > 0} fallback={<p class="sub">Add a device first.</p>}>
					<Button onClick={add}>Add a method</Button>
				</Show>
				<p class="sub" role="status">
					{rulesWords(rules(), props.methods)}
				</p>
				<Show when={warningWords(rules(), props.methods)}>{(words) => <Notice>{words()}</Notice>}</Show>
				<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			</form>
		</Sheet>
	);
}

function RuleFields(props: {
	rule: NotificationRule;
	place: number;
	methods: readonly ContactMethod[];
	error: string | undefined;
	onRule(next: Partial<NotificationRule>): void;
	onRemove(): void;
}) {
	const own = () => [...new Set([...props.methods.map(({ id }) => id), props.rule.method])];
	return (
		<fieldset class="stack">
			<legend class="unseen">Method {props.place + 1}</legend>
			<SelectField
				label={`Method ${props.place + 1}`}
				error={props.error}
				options={own().map((id) => ({ value: id, name: methodWords(id, props.methods) }))}
				value={props.rule.method}
				onValue={(method) => props.onRule({ method })}
			/>
			<SelectField
				label="When"
				options={delayOptions(props.rule.delaySeconds)}
				value={String(props.rule.delaySeconds)}
				onValue={(text) => props.onRule({ delaySeconds: Number(text) })}
			/>
			<Button kind="quiet" onClick={() => props.onRemove()}>
				<Icon name="close" size={18} />
				Remove method {props.place + 1}
			</Button>
		</fieldset>
	);
}
