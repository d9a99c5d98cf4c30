module PSOptimize.FSharp.SmokeTests

open Xunit

[<Fact>]
let ``the core loads from F#`` () =
    Assert.Equal("PSOptimize.Core", System.Reflection.Assembly.Load("PSOptimize.Core").GetName().Name)
