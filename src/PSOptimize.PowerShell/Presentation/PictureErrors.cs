using System.Management.Automation;
using PSOptimize.Runs;

namespace PSOptimize.Presentation;

/// <summary>The errors of the cmdlets that draw.</summary>
internal static class PictureErrors
{
    /// <summary>A title for a picture that has none.</summary>
    public static ErrorRecord TitleWithoutPage(string path) => Errors.Record("TitleWithoutPage", ErrorCategory.InvalidArgument, path,
        "-Title is the title of a page (.html), and a picture (.svg) has none: leave it out.");

    public static ErrorRecord RunWithoutTrace(Run run) => Errors.Record("RunWithoutTrace", ErrorCategory.InvalidData, run,
        $"The run of {run.Method.Label} on {run.Objective.Name} recorded only its start and its end, so there is nothing to draw: "
        + "run Invoke-Optimizer with -TraceEvery 1, or a larger number for a long run.");

    public static ErrorRecord WrongDomain(double[] domain, string message) =>
        Errors.Record("WrongDomain", ErrorCategory.InvalidArgument, domain, message);

    public static ErrorRecord NotAFile(string path) => Errors.Record("NotAFile", ErrorCategory.InvalidArgument, path,
        $"{path} is not in the file system: give the path of a file.");

    public static ErrorRecord NotOneFile(string path, int count) => Errors.Record("NotOneFile", ErrorCategory.InvalidArgument, path,
        $"{path} matches {(count == 0 ? "no file" : $"{count} files")}: give the path of one file, "
        + "or give -LiteralPath if the wildcard characters are part of its name.");

    public static ErrorRecord UnknownPicture(string path) => Errors.Record("UnknownPicture", ErrorCategory.InvalidArgument, path,
        $"The extension of {path} does not say which kind of picture to draw: "
        + "use .html for an interactive page, .svg for a static picture.");

    public static ErrorRecord FolderMissing(string file) => Errors.Record("FolderMissing", ErrorCategory.ObjectNotFound, file,
        Directory.Exists(file)
            ? $"{file} is a folder: give the path of a file in it."
            : $"The folder of {file} does not exist: make it with New-Item -ItemType Directory.");

    public static ErrorRecord FileExists(string file) => Errors.Record("FileExists", ErrorCategory.ResourceExists, file,
        $"{file} exists: give -Force to replace it, or another path.");

    public static ErrorRecord FileNotWritable(Exception error, string file) => new(
        new IOException($"{file} cannot be written: {error.Message} "
            + (File.Exists(file) ? "What was there is unchanged. " : "")
            + "Give a path in a folder that you may write to, on a disk with room.", error),
        "FileNotWritable", ErrorCategory.WriteError, file);

    public static ErrorRecord PlotlyMissing(string file) => Errors.Record("PlotlyMissing", ErrorCategory.NotInstalled, file,
        $"A page needs Plotly.js, which the build of this module could not fetch: {file} is missing. Install Node.js with npm and build "
        + "the module again, or put plotly.min.js of version 4 there. A picture with the extension .svg needs neither.");
}
