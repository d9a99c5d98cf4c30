namespace PSOptimize.Runs.Requests;

/// <summary>The reason why a requested run cannot be made.</summary>
public enum RefusalKind
{
    /// <summary>The objective has no customary start, and none was given.</summary>
    StartMissing,

    /// <summary>The start and the objective have different numbers of coordinates.</summary>
    StartLength,

    /// <summary>A coordinate of the start is NaN or infinite.</summary>
    StartNotFinite,

    /// <summary>The start lies outside the bounds, and the method does not project it onto them.</summary>
    StartOutsideBounds,

    /// <summary>Starts are to be drawn, but there is no finite box to draw them from.</summary>
    NoBoxForStarts,

    /// <summary>Two arguments are incompatible, such as a method and a set.</summary>
    BadArgument,

    /// <summary>A number is out of its range.</summary>
    OutOfRange,
}
