# Two commands do everything: `make report` and `make test`. What apt must give is installed first, as root or with sudo.

SWIFT ?= swift
PREFIX ?= /usr/local
PACKAGES := libcsv-dev libssl-dev
BINARY := .build/release/dossier-report
EXPORTS := exports
REPORTS := reports
PERIOD ?= 2025-07-01..2025-08-23
# Tests run against the release build. Without the second flag they would put a slower binary in its place.
TEST_FLAGS := -c release --disable-testable-imports

.PHONY: report build test lint format sample deps clean record help

help:  ## Say what each target does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

report: build sample  ## Make the sample exports, publish their edition and print its headline
	@$(BINARY) generate --exports $(EXPORTS)/dossiers --staff $(EXPORTS)/staff --period $(PERIOD) \
	  --staff-as-of 2025-08-19 --output $(REPORTS) --print vi/headline.txt,en/headline.txt
	@echo
	@echo "The reports lie in $(REPORTS)/$(PERIOD): vi/national.md, en/national.md and csv/."

build: deps  ## Build .build/release/dossier-report
	@$(SWIFT) build -c release --product dossier-report

sample: $(EXPORTS)/dossiers/notice.txt  ## Write the national sample exports (6.5 million dossiers) unless they are there

$(EXPORTS)/dossiers/notice.txt: | build
	@echo "Writing the national sample exports to $(EXPORTS) (about 1.5 GB) …"
	@$(BINARY) sample --output $(EXPORTS)

test: deps  ## Build and run all tests against the release build
	@$(SWIFT) build -c release --product dossier-report
	@$(SWIFT) test $(TEST_FLAGS)

lint: deps  ## Check format and style; warnings are errors in the build as well
	@$(SWIFT) format lint --strict --recursive Sources Tests Package.swift
	@echo "lint: clean"

format:  ## Rewrite the sources in the project's format
	@$(SWIFT) format --in-place --recursive Sources Tests Package.swift

record: deps  ## Write reports-sample and golden files anew
	@$(SWIFT) build -c release --product dossier-report
	@RECORD=1 $(SWIFT) test $(TEST_FLAGS) --filter CaseTests

deps:  ## Install the Debian packages that the build needs
	@missing=$$(for p in $(PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || echo $$p; done); \
	if [ -n "$$missing" ]; then \
	  echo "Installing with apt:" $$missing; \
	  sudo=; if [ "$$(id -u)" != 0 ]; then sudo=sudo; fi; \
	  $$sudo apt-get update -qq && $$sudo apt-get install -y -qq $$missing; \
	fi

clean:  ## Remove builds, sample exports and reports
	rm -rf .build $(EXPORTS) $(REPORTS)
