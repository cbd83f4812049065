import { createSignal, Show } from "solid-js";
import { Switch } from "../../../parts/field.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Loaded, Notice, Skeleton } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { rememberDevice } from "../../../push/device.ts";
import { systemFacts } from "../../../push/systems.ts";
import { Screen, Section } from "../../../shell/screen.tsx";
import { api, failureWords } from "../../../state/api.ts";
import { mayAs, me } from "../../../state/session.ts";
import type { Me } from "../../../state/wire.ts";
import { Checklist } from "../first-run/checklist.tsx";
import { Devices } from "./devices.tsx";
import { Look } from "./look.tsx";
import { NameForm } from "./name-form.tsx";
import { NotificationRulesPart } from "./notification-rules.tsx";
import { Passkeys } from "./passkeys.tsx";
import { RemediationSwitch } from "./remediation-switch.tsx";
import { ReportThreshold } from "./report-threshold.tsx";
import { Sessions } from "./sessions.tsx";
import { SignOut } from "./sign-out.tsx";
import { Stakeholders } from "./stakeholders.tsx";

/** What is this person's own: their devices, how the app looks, how they come in. */
export default function SettingsScreen() {
	const mine = me();
	return (
		<Screen title="Settings">
			<Loaded of={mine} what="your settings" bones={<Skeleton rows={6} height={68} />}>
				{(value) => (
					<>
						<Checklist />
						<Devices userId={value().user.id} email={value().user.email} />
						<Answering of={value()} />
						<NotificationRulesPart of={value()} />
						<Look />
						<NameForm of={value()} />
						<Passkeys of={value()} />
						<Sessions />
						<Show when={mayAs("admin")}>
							<Stakeholders />
							<ReportThreshold />
							<RemediationSwitch />
							<Access />
						</Show>
						<Connections />
						<SignOut userId={value().user.id} />
					</>
				)}
			</Loaded>
		</Screen>
	);
}

/** Who and what comes in, and what they changed. */
function Access() {
	return (
		<Section title="Access">
			<Rows>
				<Row title="Single sign-on" sub="Sign in with your identity provider" href="/single-sign-on" />
				<Row title="API tokens" sub="For scripts and other tools" href="/tokens" />
				<Row title="Audit log" sub="Who changed what" href="/audit-log" />
			</Rows>
		</Section>
	);
}

/** What the organization is connected to. */
function Connections() {
	return (
		<Section title="Connections">
			<Rows>
				<Row title="Issue trackers" sub="Where action items become issues" href="/trackers" />
				<Row title="Weekly digest" sub="When it comes, and what it says" href="/digest" />
			</Rows>
		</Section>
	);
}

function Answering(props: { of: Me }) {
	const [error, setError] = createSignal<string>();
	/** Shown while the server has not spoken; then what it says is. */
	const [wanted, setWanted] = createSignal<boolean>();
	const facts = systemFacts(navigator.userAgent, navigator.maxTouchPoints);
	const change = async (tapToAcknowledge: boolean) => {
		if (wanted() !== undefined) return;
		setWanted(tapToAcknowledge);
		const answer = await api<Me>("PATCH", "/me", { tapToAcknowledge });
		if (answer.ok) me().set(answer.value);
		setWanted(undefined);
		setError(answer.ok ? undefined : failureWords(answer));
		if (!answer.ok) return;
		showToast(tapToAcknowledge ? "Tap to acknowledge is on" : "Tap to acknowledge is off");
		await rememberDevice({ userId: answer.value.user.id, tapToAcknowledge });
	};
	return (
		<Section title="When you’re paged">
			<div class="switch-row">
				<Switch
					label="Tap to acknowledge"
					hint={
						facts.actionButtons
							? "Tapping the notification acknowledges the incident. Its buttons work either way."
							: "Tapping the notification acknowledges the incident. This system doesn’t show buttons on notifications, so a tap is fastest."
					}
					checked={wanted() ?? props.of.tapToAcknowledge}
					onValue={(on) => void change(on)}
				/>
			</div>
			<Show when={error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</Section>
	);
}
