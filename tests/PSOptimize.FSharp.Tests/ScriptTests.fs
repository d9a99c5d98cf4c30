module PSOptimize.FSharp.ScriptTests

open System
open System.Diagnostics
open System.IO
open Xunit

let rec private root (folder: string) =
    if File.Exists(Path.Combine(folder, "PSOptimize.sln")) then folder else root (Path.Combine(folder, ".."))

[<Fact>]
let ``the script in examples runs and finds the beacon`` () =
    let script = Path.Combine(root AppContext.BaseDirectory, "examples", "core.fsx")
    // The script refers to the debug build, and these tests may belong to another one.
    let core = typeof<PSOptimize.Runs.Optimizer>.Assembly.Location
    let folder = Directory.CreateTempSubdirectory "psoptimize"
    let copy = Path.Combine(folder.FullName, "core.fsx")
    let debugBuild = "../src/PSOptimize.Core/bin/Debug/net10.0/PSOptimize.Core.dll"
    File.WriteAllText(copy, (File.ReadAllText script).Replace(debugBuild, core.Replace('\\', '/')))

    let info =
        ProcessStartInfo(
            "dotnet",
            [ "fsi"; "--nologo"; copy ],
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true
        )

    use fsi = new Process(StartInfo = info)
    fsi.Start() |> ignore
    fsi.StandardInput.Close()
    let errors = fsi.StandardError.ReadToEndAsync()
    let output = fsi.StandardOutput.ReadToEnd()
    fsi.WaitForExit()
    folder.Delete true

    Assert.True((fsi.ExitCode = 0), $"{output}{errors.Result}")
    Assert.Contains("GradientNorm is at most 1E-08", output)
    Assert.Contains("The beacon is at (", output)
    Assert.Contains("plain descent, step 4: ", output)
