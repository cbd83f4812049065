import { createSignal, Show } from "solid-js";
import { Segmented, Switch } from "../../../parts/field.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Loaded, Notice, Skeleton } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { rememberDevice } from "../../../push/device.ts";
import { systemFacts } from "../../../push/systems.ts";
import { Screen, Section } from "../../../shell/screen.tsx";
import { api, failureWords } from "../../../state/api.ts";
import { mayAs, me } from "../../../state/session.ts";
import { chooseTheme, THEMES, theme } from "../../../state/theme.ts";
import type { Me } from "../../../state/wire.ts";
import { Checklist } from "../first-run/checklist.tsx";
import { Devices } from "./devices.tsx";
import { NameForm } from "./name-form.tsx";
import { Passkeys } from "./passkeys.tsx";
import { RemediationSwitch } from "./remediation-switch.tsx";
import { Sessions } from "./sessions.tsx";
import { SignOut } from "./sign-out.tsx";

/** What is this person's own: their devices, how the app looks, how they come in. */
export default function SettingsScreen() {
	const mine = me();
	return (
		<Screen title="Settings">
			<Loaded of={mine} what="Your settings" bones={<Skeleton rows={6} height={68} />}>
				{(value) => (
					<>
						<Checklist />
						<Devices userId={value().user.id} />
						<Answering of={value()} />
						<Look />
						<NameForm of={value()} />
						<Passkeys of={value()} />
						<Sessions />
						<Show when={mayAs("admin")}>
							<RemediationSwitch />
						</Show>
						<Connections />
						<SignOut userId={value().user.id} />
					</>
				)}
			</Loaded>
		</Screen>
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
		showToast(tapToAcknowledge ? "A tap acknowledges from now on" : "A tap only opens from now on");
		await rememberDevice({ userId: answer.value.user.id, tapToAcknowledge });
	};
	return (
		<Section title="Answering a page">
			<div class="switch-row">
				<Switch
					label="A tap acknowledges"
					hint={
						facts.actionButtons
							? "Tapping the notification takes the incident, without opening anything first. Its buttons do so either way."
							: "Tapping the notification takes the incident. This system shows no buttons on it, so a tap is the quickest way."
					}
					checked={wanted() ?? props.of.tapToAcknowledge}
					onValue={(on) => void change(on)}
				/>
			</div>
			<Show when={error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</Section>
	);
}

const THEME_NAMES = { system: "System", dark: "Dark", light: "Light", night: "Night" } as const;

function Look() {
	return (
		<Section title="Look">
			<Segmented
				label="Theme"
				options={THEMES.map((value) => ({ value, name: THEME_NAMES[value] }))}
				value={theme()}
				onValue={chooseTheme}
			/>
			<p class="dim">
				Night is red light alone, for eyes that want to sleep again. It holds for this device.
			</p>
		</Section>
	);
}
