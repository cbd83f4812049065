import { SelectField } from "./field.tsx";

/** A time zone of the world, the chosen one among them however it is spelled. */
export function ZoneField(props: {
	label: string;
	value: string;
	error?: string | undefined;
	onValue(zone: string): void;
}) {
	const zones = [...new Set([props.value, "UTC", ...Intl.supportedValuesOf("timeZone")])].sort();
	return (
		<SelectField
			label={props.label}
			options={zones.map((zone) => ({ value: zone, name: zone.replaceAll("_", " ") }))}
			value={props.value}
			error={props.error}
			onValue={props.onValue}
		/>
	);
}
