CREATE TABLE `entity_copies` (
	`circle` text NOT NULL,
	`type` text NOT NULL,
	`id` text NOT NULL,
	`document` text NOT NULL,
	`versions` text NOT NULL,
	PRIMARY KEY(`circle`, `type`, `id`, `document`)
);
--> statement-breakpoint
CREATE TABLE `applied` (
	`circle` text NOT NULL,
	`device` text NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL,
	`document` text NOT NULL,
	PRIMARY KEY(`circle`, `device`, `seq`, `hash`)
);
--> statement-breakpoint
CREATE TABLE `covered` (
	`circle` text NOT NULL,
	`document` text NOT NULL,
	`device` text NOT NULL,
	`upto` integer NOT NULL,
	PRIMARY KEY(`circle`, `document`, `device`)
);
--> statement-breakpoint
CREATE TABLE `epoch_keys` (
	`circle` text NOT NULL,
	`epoch` text NOT NULL,
	`key` blob NOT NULL,
	PRIMARY KEY(`circle`, `epoch`)
);
--> statement-breakpoint
CREATE TABLE `own_entries` (
	`circle` text NOT NULL,
	`seq` integer NOT NULL,
	`document` text NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`circle`, `seq`)
);
--> statement-breakpoint
CREATE TABLE `received` (
	`circle` text NOT NULL,
	`device` text NOT NULL,
	`first` integer NOT NULL,
	`upto` integer NOT NULL,
	PRIMARY KEY(`circle`, `device`, `first`)
);
--> statement-breakpoint
CREATE TABLE `restore_points` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`circle` text NOT NULL,
	`document` text NOT NULL,
	`at` integer NOT NULL,
	`state` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `restore_points_by_document` ON `restore_points` (`circle`,`document`,`id`);--> statement-breakpoint
CREATE TABLE `sealed_state` (
	`circle` text NOT NULL,
	`key` text NOT NULL,
	PRIMARY KEY(`circle`, `key`)
);
--> statement-breakpoint
CREATE TABLE `set_aside` (
	`circle` text NOT NULL,
	`hash` text NOT NULL,
	`device` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`circle`, `hash`)
);
