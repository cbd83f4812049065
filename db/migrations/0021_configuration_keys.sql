CREATE TABLE `configuration_keys` (
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`id` text NOT NULL,
	PRIMARY KEY(`kind`, `key`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `configuration_keys_by_id` ON `configuration_keys` (`id`);--> statement-breakpoint
CREATE TABLE `configuration_lease` (
	`id` integer PRIMARY KEY NOT NULL,
	`holder` text NOT NULL,
	`until_at` integer NOT NULL,
	CONSTRAINT "configuration_lease_is_one_row" CHECK("configuration_lease"."id" = 1)
);
