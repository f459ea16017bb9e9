# Two commands do everything: `make report` and `make test`. What apt must give is installed first, as root or with sudo.

SWIFT ?= swift
PREFIX ?= /usr/local
PACKAGES := libcsv-dev libssl-dev zlib1g-dev
BINARY := .build/release/dossier-report
EXPORTS := exports
REPORTS := reports
PERIOD ?= 2025-07-01..2025-08-23
# Tests run against the release build. Without the second flag they would put a slower binary in its place.
TEST_FLAGS := -c release --disable-testable-imports
# All that the project's first level holds, beside dotfiles; the lint says what else has slipped in.
TOP_LEVEL := \..*|LICENSE|Makefile|Package\.swift|README\.md|Sources|Tests|reports-sample|templates

.PHONY: report build test install lint format sample deps clean record bench pollution fuzz fuzz-guided \
  coverage sanitize help

help:  ## Say what each target does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

report: build sample  ## Make the sample exports, publish their edition and print its headline
	@$(BINARY) generate --config $(EXPORTS)/report.yaml --period $(PERIOD) \
	  --staff-as-of 2025-08-19 --output $(REPORTS) --print vi/headline.txt,en/headline.txt
	@echo
	@echo "The reports lie in $(REPORTS)/$(PERIOD): vi/national.md, en/national.md and csv/."

build: deps  ## Build .build/release/dossier-report
	@$(SWIFT) build -c release --product dossier-report

sample: $(EXPORTS)/report.yaml  ## Write the national sample exports (6.5 million dossiers) unless they are there

$(EXPORTS)/report.yaml: | build
	@echo "Writing the national sample exports to $(EXPORTS) (about 1.5 GB) …"
	@$(BINARY) sample --output $(EXPORTS)

test: deps  ## Build and run all tests against the release build
	@$(SWIFT) build -c release --product dossier-report
	@$(SWIFT) test $(TEST_FLAGS)

pollution: deps  ## Put thousands of faults into clean exports and print what becomes of each kind
	@rm -f .build/pollution.txt
	@POLLUTION_TABLE=$(abspath .build/pollution.txt) $(SWIFT) test $(TEST_FLAGS) --filter PollutionTests
	@column -t -s "$$(printf '\t')" .build/pollution.txt

FUZZ_SUBJECTS := readers decoder staff configuration templates manifest
FUZZ_SECONDS ?= 60
FUZZ_FILES ?= 1000000
# Other tools of the toolchain; Debian's are too old to read what it writes.
TOOLCHAIN = $(dir $(realpath $(shell command -v $(SWIFT))))
# libFuzzer without a main of its own, from the toolchain; read only where fuzzing asks for it. C++'s runtime is
# there wherever the compiler runs.
FUZZER = $(firstword $(wildcard $(TOOLCHAIN)../lib/clang/*/lib/linux/libclang_rt.fuzzer_no_main-$(shell uname -m).a))
FUZZ_FLAGS = -c release --scratch-path .build-fuzz --sanitize address --product Fuzz \
  -Xswiftc -sanitize-coverage=edge,inline-8bit-counters,pc-table,trace-cmp -Xlinker $(FUZZER) -Xlinker -l:libstdc++.so.6

fuzz: deps  ## A million random files through every reader, then coverage-guided fuzzing
	@FILES=$(FUZZ_FILES) $(SWIFT) test $(TEST_FLAGS) --filter RandomFilesTests
	@$(MAKE) --no-print-directory fuzz-guided

fuzz-guided: deps  ## Coverage-guided fuzzing, FUZZ_SECONDS (60) each subject, two subjects at a time
	@test -e "$(FUZZER)" || { echo "fuzz: $(TOOLCHAIN) has no libFuzzer. Take the toolchain of swift.org, which has it in" \
	  "lib/clang/*/lib/linux." >&2; exit 1; }
	@FUZZ=1 ASAN_OPTIONS=detect_leaks=0 $(SWIFT) build $(FUZZ_FLAGS)
	@printf '%s\n' $(FUZZ_SUBJECTS) | xargs -P 2 -I SUBJECT sh -c '$(FUZZ_SUBJECT)'

# Inputs that reach something new stay under .build-fuzz, beside those that are kept in Tests/Fuzz/Corpora.
define FUZZ_SUBJECT
log=.build-fuzz/SUBJECT.log; mkdir -p .build-fuzz/corpus/SUBJECT; \
SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 .build-fuzz/release/Fuzz SUBJECT \
  -max_total_time=$(FUZZ_SECONDS) -max_len=4096 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
  -artifact_prefix=.build-fuzz/SUBJECT- .build-fuzz/corpus/SUBJECT Tests/Fuzz/Corpora/SUBJECT > $$log 2>&1 \
  || { echo "fuzz: SUBJECT failed"; tail -30 $$log; exit 255; }; \
echo "fuzz: SUBJECT: $$(sed -n "s/.*number_of_executed_units: *//p" $$log) inputs, $$(grep -o "cov: [0-9]*" $$log | tail -1 | cut -c6-) edges"
endef

COVERAGE := .build-coverage
COVERAGE_FLAGS := -c release --scratch-path $(COVERAGE) -Xswiftc -profile-generate -Xswiftc -profile-coverage-mapping

# KillTests stay out here and under sanitizers: a program that is killed leaves no counters, and a slower one is killed at
# the same moments. A program that a test lets write no more than a few kilobytes leaves half of them, which are left out.
coverage: deps  ## Lines and regions that the tests reach, by file
	@rm -rf $(COVERAGE)/profiles
	@$(SWIFT) build $(COVERAGE_FLAGS) --product dossier-report
	@BINARY=$(abspath $(COVERAGE))/release/dossier-report LLVM_PROFILE_FILE=$(abspath $(COVERAGE))/profiles/%p.profraw \
	  $(SWIFT) test $(COVERAGE_FLAGS) --disable-testable-imports --skip KillTests
	@$(TOOLCHAIN)llvm-profdata merge -sparse -failure-mode=all -o $(COVERAGE)/all.profdata $(COVERAGE)/profiles/*.profraw
	@$(TOOLCHAIN)llvm-cov report $(COVERAGE)/release/dossier-report -object $(COVERAGE)/release/dossier-reportPackageTests.xctest \
	  -instr-profile $(COVERAGE)/all.profdata -ignore-filename-regex='/(Tests|checkouts|[.]build[^/]*)/' -show-branch-summary=false

# A report of a sanitizer ends the program that it is of with another status than 0. Random files are fewer there, all else
# is as in `make test`. What is not freed when the program ends is no fault of it.
SANITIZED_FILES ?= 1200

sanitize: deps  ## All tests under the address sanitizer, then under the thread sanitizer
	@for sanitizer in address thread; do \
	  flags="-c release --scratch-path .build-$$sanitizer --sanitize $$sanitizer"; \
	  export SANITIZE=1 FILES=$(SANITIZED_FILES) ASAN_OPTIONS=detect_leaks=0; \
	  export TSAN_OPTIONS=suppressions=$(abspath Tests/thread-sanitizer.supp); \
	  $(SWIFT) build $$flags --product dossier-report || exit 1; \
	  BINARY=$(abspath .)/.build-$$sanitizer/release/dossier-report $(SWIFT) test $$flags --disable-testable-imports \
	    --skip KillTests || exit 1; done

INSTALL_FILES := Sources/dossier-report/Install
INTO := $(DESTDIR)$(PREFIX)
# What the README links to, below its folder there as here.
DOCUMENTS := README.md templates reports-sample Sources/dossier-report/Documentation.docc \
  Sources/Exports/Data/words.csv Sources/Exports/Data/header_aliases.csv

install:  ## Install program, manual page, articles, completions, systemd units and examples under PREFIX (after make build)
	@test -x $(BINARY) || { echo "$(BINARY) is missing. Run make build first." >&2; exit 1; }
	@install -D -m 755 $(BINARY) $(INTO)/bin/dossier-report
	@install -d $(INTO)/share/man/man1 $(INTO)/share/bash-completion/completions $(INTO)/share/zsh/site-functions \
	  $(INTO)/share/fish/vendor_completions.d $(INTO)/lib/systemd/system $(INTO)/share/doc/dossier-report
	@$(BINARY) manual > $(INTO)/share/man/man1/dossier-report.1
	@$(BINARY) --generate-completion-script bash > $(INTO)/share/bash-completion/completions/dossier-report
	@$(BINARY) --generate-completion-script zsh > $(INTO)/share/zsh/site-functions/_dossier-report
	@$(BINARY) --generate-completion-script fish > $(INTO)/share/fish/vendor_completions.d/dossier-report.fish
	@install -D -m 644 $(INSTALL_FILES)/dossier-report.sysusers.in $(INTO)/lib/sysusers.d/dossier-report.conf
	@for unit in dossier-report.service dossier-report.timer; do \
	  sed 's|@bindir@|$(abspath $(PREFIX))/bin|g' $(INSTALL_FILES)/$$unit.in > $(INTO)/lib/systemd/system/$$unit; done
	@for example in dossier-report.cron report.yaml; do \
	  sed 's|@bindir@|$(abspath $(PREFIX))/bin|g' $(INSTALL_FILES)/$$example.in > $(INTO)/share/doc/dossier-report/$$example; done
	@cd $(INTO)/share/doc/dossier-report && rm -rf $(DOCUMENTS)
	@cp -R --parents $(DOCUMENTS) $(INTO)/share/doc/dossier-report/
	@echo "Installed under $(INTO)."

lint: deps  ## Check format and style; warnings are errors in the build as well
	@$(SWIFT) format lint --strict --recursive Sources Tests Package.swift
	@strays=$$(git ls-files 2>/dev/null | cut -d/ -f1 | sort -u | grep -vxE '$(TOP_LEVEL)' || true); \
	  test -z "$$strays" || { echo "lint: not part of the top level:" $$strays >&2; exit 1; }
	@echo "lint: clean"

format:  ## Rewrite the sources in the project's format
	@$(SWIFT) format --in-place --recursive Sources Tests Package.swift

record: deps  ## Write reports-sample and golden files anew
	@$(SWIFT) build -c release --product dossier-report
	@RECORD=1 $(SWIFT) test $(TEST_FLAGS) --filter CaseTests

BENCH := .build/bench/venv
BENCH_PACKAGES := python3-venv valgrind

bench: PACKAGES += $(BENCH_PACKAGES)
bench: build  ## Measure the whole job beside DuckDB and Polars (ROUNDS=5 SCALE=1 SECTIONS=whole,stages,sizes,shapes,instructions)
	@test -x $(BENCH)/bin/python || python3 -m venv $(BENCH)
	@$(BENCH)/bin/pip install --quiet --disable-pip-version-check --requirement Tests/Benchmarks/requirements.txt
	@$(BENCH)/bin/python -B Tests/Benchmarks/bench.py

deps:  ## Install the Debian packages that the build needs
	@missing=$$(for p in $(PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || echo $$p; done); \
	if [ -n "$$missing" ]; then \
	  echo "Installing with apt:" $$missing; \
	  sudo=; if [ "$$(id -u)" != 0 ]; then sudo=sudo; fi; \
	  $$sudo apt-get update -qq && $$sudo apt-get install -y -qq $$missing; \
	fi

clean:  ## Remove what was built; exports and published reports stay
	rm -rf .build .build-fuzz .build-coverage .build-address .build-thread
