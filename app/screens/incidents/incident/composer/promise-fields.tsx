import { Show } from "solid-js";
import { SelectField } from "../../../../parts/field.tsx";
import { now } from "../../../../state/clock.ts";
import type { Incident } from "../../../../state/wire.ts";
import { ms, whenWords } from "../../../../state/words.ts";
import type { Composing, Eta } from "./composer-state.ts";

const SOON: [seconds: number, name: string][] = [
	[900, "In 15 min"],
	[1_800, "In 30 min"],
	[3_600, "In 1 h"],
	[7_200, "In 2 h"],
	[14_400, "In 4 h"],
];

/** By when they hear again, and for customers also when it should be over. */
export function PromiseFields(props: { its: Composing; incident: Incident }) {
	const { its } = props;
	const usual = () => {
		const seconds = its.usualSeconds();
		return seconds === null
			? "No promise"
			: `In ${Math.round(seconds / 60)} min, the ${props.incident.severity} default`;
	};
	const offered = () => SOON.map(([seconds, name]) => ({ value: String(seconds), name }));
	const told = () => props.incident.estimatedResolutionAt;
	const etas = () => [
		{ value: "" as Eta, name: "Not known" },
		...(told() ? [{ value: "kept" as Eta, name: `By ${whenWords(told() ?? "", now())}, as told` }] : []),
		...offered().map((one) => ({ value: one.value as Eta, name: one.name })),
	];
	const isPast = () => its.eta() === "kept" && told() && ms(told() ?? "") < now();
	return (
		<>
			<SelectField
				label="Next update"
				options={[{ value: "", name: usual() }, ...offered()]}
				value={its.next()}
				onValue={its.setNext}
			/>
			<Show when={its.writes() === "public"}>
				<SelectField
					label="Expected to be resolved"
					options={etas()}
					value={its.eta()}
					error={isPast() ? "This time has passed. Say another, or that it is not known." : null}
					onValue={its.setEta}
				/>
			</Show>
		</>
	);
}
