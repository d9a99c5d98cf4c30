namespace PSOptimize.Runs.Requests;

/// <summary>What is wrong with a requested run.</summary>
public enum RefusalKind
{
    /// <summary>The objective has no customary start, and none was given.</summary>
    StartMissing,

    /// <summary>The start has another number of coordinates than the objective.</summary>
    StartLength,

    /// <summary>A coordinate of the start is NaN or infinite.</summary>
    StartNotFinite,

    /// <summary>The start lies outside the box, and the method does not move it inside.</summary>
    StartOutsideBounds,

    /// <summary>Starts are to be drawn, and there is no finite box to draw them in.</summary>
    NoBoxForStarts,

    /// <summary>Two things do not go together, such as a method and a set.</summary>
    BadArgument,

    /// <summary>A number is out of its range.</summary>
    OutOfRange,
}
