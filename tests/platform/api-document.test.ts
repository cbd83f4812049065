import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ENDPOINTS } from "../../worker/endpoints.ts";
import { type Instance, startInstance } from "../support/instance.ts";
import { makeShop } from "../support/shop.ts";
import { sourcesOf } from "../support/sources.ts";

type Json = { [key: string]: Json } & { $ref?: string; type?: string | string[] };

let instance: Instance;
let document: Json;
beforeAll(async () => {
	instance = await startInstance();
	await makeShop(instance);
	document = (await instance.api("GET", "/api/v1/openapi.json")).body;
});
afterAll(async () => instance?.stop());

const operations = () =>
	Object.entries(document.paths as Record<string, Json>).flatMap(([path, methods]) =>
		Object.entries(methods as Record<string, Json>).map(([method, operation]) => ({
			path,
			method,
			operation,
		})),
	);

/** Every object inside, with where it stands. */
function* within(value: unknown, where = "#"): Generator<[string, Json]> {
	if (typeof value !== "object" || value === null) return;
	if (!Array.isArray(value)) yield [where, value as Json];
	for (const [key, member] of Object.entries(value)) yield* within(member, `${where}/${key}`);
}

describe("the document of the API", () => {
	it("is the one that is committed", () => {
		const committed = readFileSync(join(import.meta.dirname, "../../docs/openapi.json"), "utf8");
		expect(document).toEqual(JSON.parse(committed));
	});

	it("is OpenAPI 3.1 and says who made it", () => {
		expect(document.openapi).toBe("3.1.0");
		expect(document.info).toMatchObject({ title: "Tocsin", version: expect.any(String) });
	});

	it("has every call, and no other", () => {
		const documented = operations().map(({ method, path }) => `${method} ${path}`);
		expect(documented.sort()).toEqual(ENDPOINTS.map(({ method, path }) => `${method} ${path}`).sort());
		expect(documented.length).toBeGreaterThan(70);
	});

	it("knows every call that the Worker serves: none is added past it", () => {
		const http = sourcesOf("worker");
		expect(http.length).toBeGreaterThan(20);
		const past = http.filter((file) =>
			/\.(get|post|put|patch|delete|on|all)\(\s*["'`][^"'`]*\/api\/v1/.test(file.text),
		);
		expect(past.map((file) => file.path)).toEqual([]);
	});

	it("has calls that are there: none answers that it is unknown or takes another method", async () => {
		for (const { path, method } of operations()) {
			const address = path.replaceAll(/\{\w+\}/g, "none");
			const answer = await instance.api(method.toUpperCase(), address, method === "get" ? undefined : {});
			expect(answer.status, `${method} ${path}`).not.toBe(405);
			if (!path.includes("{")) expect(answer.status, `${method} ${path}`).not.toBe(404);
		}
	});

	it("refers only to what is in it", () => {
		const refs = [...within(document)].flatMap(([, object]) => (object.$ref ? [object.$ref] : []));
		expect(refs.length).toBeGreaterThan(50);
		for (const ref of refs) {
			const found = ref
				.replace("#/", "")
				.split("/")
				.reduce<Json | undefined>((at, key) => at?.[key], document);
			expect(found, ref).toBeTypeOf("object");
		}
	});

	it("speaks the schema language of 3.1: no word of 3.0, only known types", () => {
		const types = new Set(["string", "number", "integer", "boolean", "object", "array", "null"]);
		const schemas = [...within(document.components?.schemas), ...within(document.paths)];
		for (const [where, object] of schemas) {
			if (where.endsWith("/properties") || where.endsWith("/example")) continue;
			expect(object.nullable, where).toBeUndefined();
			expect(typeof object.exclusiveMinimum, where).not.toBe("boolean");
			const declared =
				object.type === undefined || where.includes("securitySchemes") ? [] : [object.type].flat();
			for (const type of declared) if (typeof type === "string") expect(types, where).toContain(type);
		}
	});

	it("declares every parameter of every path, and names every operation once", () => {
		const ids = operations().map(({ operation }) => operation.operationId);
		expect(new Set(ids).size).toBe(ids.length);
		for (const { path, method, operation } of operations()) {
			const wanted = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
			const parameters = (operation.parameters ?? []) as unknown as {
				in: string;
				name: string;
				required: boolean;
			}[];
			const declared = parameters.filter((parameter) => parameter.in === "path");
			expect(declared.map((parameter) => parameter.name).sort(), `${method} ${path}`).toEqual(wanted.sort());
			expect(declared.every((parameter) => parameter.required)).toBe(true);
			expect(Object.keys(operation.responses ?? {})).toContain("default");
			expect(operation.security).toBeInstanceOf(Array);
		}
	});

	it("describes what is really answered", async () => {
		for (const name of ["users", "teams", "schedules", "escalation-policies", "services", "components"]) {
			const { items } = (await instance.api("GET", `/api/v1/${name}`)).body;
			const list = operations().find(({ path, method }) => path === `/api/v1/${name}` && method === "get");
			const answer = list?.operation.responses?.["200"]?.content?.["application/json"]?.schema;
			const ref = String(answer?.properties?.items?.items?.$ref).split("/").at(-1) ?? "";
			const properties = Object.keys(document.components?.schemas?.[ref]?.properties ?? {});
			expect(Object.keys(items[0]).sort(), name).toEqual(properties.sort());
		}
	});
});
