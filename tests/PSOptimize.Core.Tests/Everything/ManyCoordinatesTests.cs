using PSOptimize.Methods;
using PSOptimize.Vectors;

namespace PSOptimize.Tests.Everything;

/// <summary>More coordinates than the matrices of a method have room for: it says so before it allocates them, or it needs none.</summary>
public class ManyCoordinatesTests
{
    public static TheoryData<string> Methods =>
        new(Method.Catalogue.All.Where(entry => entry.Default.Dimension == 0).Select(entry => entry.Name));

    [Theory, MemberData(nameof(Methods))]
    public void A_method_takes_very_many_coordinates_or_says_that_they_do_not_fit(string name)
    {
        var (solver, start) = (Method.Catalogue.Find(name)!.Default.Prepare(), Vector.Repeat(200_000, 1));
        var asked = 0;
        var error = Record.Exception(() => { asked = solver.Ask(solver.Start(start)).Points.Count; });
        // A hundred points at most.
        if (error is null) Assert.InRange(asked, 1, 100);
        else Assert.Contains("coordinates, which do not fit into memory: ", Assert.IsType<ArgumentException>(error).Message);
    }
}
