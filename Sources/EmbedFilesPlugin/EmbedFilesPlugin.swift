import Foundation
import PackagePlugin

/// Embeds a target's `Data` folder, or the package's `templates` folder where the target has none, as Swift source.
@main struct EmbedFilesPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) async throws -> [Command] {
    let own = target.directoryURL.appending(path: "Data")
    let root =
      FileManager.default.fileExists(atPath: own.path)
      ? own : context.package.directoryURL.appending(path: "templates")
    let prefix = root.path + "/"
    let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.isRegularFileKey])
    let files = (found?.compactMap { $0 as? URL } ?? [])
      .filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true }
      .sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(root.lastPathComponent)",
        executable: try context.tool(named: "EmbedFiles").url,
        arguments: [root.path, output.path] + files.map { String($0.path.dropFirst(prefix.count)) },
        inputFiles: files,
        outputFiles: [output])
    ]
  }
}
