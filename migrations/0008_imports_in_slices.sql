CREATE TABLE `gesture_parts` (
	`gesture` text NOT NULL,
	`number` integer NOT NULL,
	`inverse` text NOT NULL,
	PRIMARY KEY(`gesture`, `number`)
);
--> statement-breakpoint
CREATE TABLE `taking_back` (
	`gesture` text PRIMARY KEY NOT NULL,
	`circle` text NOT NULL,
	`line` text,
	`kept` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `staged_import` (
	`id` text PRIMARY KEY NOT NULL,
	`ready` integer DEFAULT false NOT NULL,
	`about` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `staged_slices` (
	`number` integer PRIMARY KEY NOT NULL,
	`drafts` text NOT NULL
);
