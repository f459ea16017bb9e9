// swift-tools-version: 6.3
import PackageDescription

/// Warnings are errors in this package's own code; its dependencies keep their own rules.
let strict: [SwiftSetting] = [
  .unsafeFlags(["-warnings-as-errors"])
]

/// The program holds the Swift runtime, so that it runs where no Swift is installed, starts without loading it, and calls
/// it directly. Foundation names the libraries behind its own to a static build alone, hence the list. The build ID tells
/// one build from another.
let standalone = [
  "-static-stdlib", "-use-ld=lld", "-Xlinker", "--build-id=sha1", "-lCoreFoundation", "-l_FoundationICU",
  "-l_FoundationCShims", "-l_FoundationCollections",
]

/// Sanitizers keep accounts of all memory, which a runtime inside the program escapes: `make sanitize` links it from outside.
let isSanitized = Context.environment["SANITIZE"] != nil

/// One library module of the product; arrows between them point down only (see the article *Measurements*).
func module(
  _ name: String, uses dependencies: [Target.Dependency] = [], embeds: Bool = false,
  excluding: [String] = [], linker: [LinkerSetting] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, exclude: excluding, swiftSettings: strict,
    linkerSettings: linker, plugins: embeds ? ["EmbedFilesPlugin"] : [])
}

let package = Package(
  name: "dossier-report",
  products: [.executable(name: "dossier-report", targets: ["dossier-report"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CBlocks"),
    .systemLibrary(name: "CLibCrypto", providers: [.apt(["libssl-dev"])]),

    module("Diagnostics"),
    module("Checksums", uses: ["CLibCrypto"], linker: [.linkedLibrary("crypto")]),
    module("Archives"),
    module("Administration", uses: ["Diagnostics"], embeds: true, excluding: ["Data"]),
    module("Records", uses: ["Administration"]),
    module(
      "TabularInput", uses: ["CLibCSV", "CZlib", "CBlocks", "Checksums", "Diagnostics"],
      linker: [.linkedLibrary(":libcsv.a"), .linkedLibrary("z")]),
    module(
      "Exports", uses: ["Archives", "TabularInput", "CBlocks", "Records", "Administration", "Diagnostics"],
      embeds: true, excluding: ["Data"]),
    module("Statistics", uses: ["Archives", "Records", "Administration", "Diagnostics"]),
    module("Templates", uses: ["Diagnostics"]),
    module(
      "Reports",
      uses: ["Statistics", "Records", "Administration", "Templates", "Diagnostics"], embeds: true),
    module("Publishing", uses: ["CLinux", "Checksums", "Diagnostics"]),
    module("SampleExports", uses: ["Records", "Administration"]),
    module(
      "Pipeline",
      uses: [
        "Archives", "Publishing", "Reports", "Templates", "Statistics", "Exports", "TabularInput", "Records",
        "Administration", "Checksums", "Diagnostics", .product(name: "Yams", package: "Yams"),
      ]),

    .executableTarget(
      name: "dossier-report",
      dependencies: [
        "Pipeline", "Publishing", "SampleExports", "Administration", "Diagnostics", "CLinux",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Install", "Documentation.docc"],
      swiftSettings: strict,
      linkerSettings: isSanitized ? [] : [.unsafeFlags(standalone)]),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "UnitTests",
      dependencies: [
        "Diagnostics", "Checksums", "Administration", "Records", "TabularInput", "Exports", "Statistics", "Templates",
        "Reports", "Publishing", "SampleExports", "Pipeline", "TestSupport",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ReaderTests", dependencies: ["TabularInput", "CBlocks", "CZlib", "Diagnostics", "TestSupport"],
      exclude: ["Kept"],
      swiftSettings: strict),
    .testTarget(
      name: "SpecificationTests",
      dependencies: ["Archives", "Statistics", "Records", "Administration", "Diagnostics", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "TrustTests",
      dependencies: ["Exports", "Records", "Administration", "Pipeline", "Diagnostics", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "CaseTests", dependencies: ["TestSupport"], exclude: ["Cases"], swiftSettings: strict),

    .testTarget(
      name: "FaultTests", dependencies: ["Publishing", "Diagnostics", "TestSupport"], swiftSettings: strict),

    .executableTarget(name: "EmbedFiles", swiftSettings: strict),
    .plugin(
      name: "EmbedFilesPlugin", capability: .buildTool(), dependencies: ["EmbedFiles"],
      path: "Sources/EmbedFilesPlugin"),
  ],
  swiftLanguageModes: [.v6]
)

// Only `make fuzz` builds it: everything is instrumented then, and it links libFuzzer.
if Context.environment["FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "TabularInput", "Exports", "Records", "Administration", "Templates", "Reports", "Publishing", "Pipeline",
        "Diagnostics",
      ], path: "Tests/Fuzz", exclude: ["Corpora"], swiftSettings: strict))
}
