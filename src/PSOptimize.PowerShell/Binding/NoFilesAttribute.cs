using System.Management.Automation;

namespace PSOptimize.Binding;

/// <summary>A parameter whose values nothing knows beforehand: Tab offers none, and above all no names of files.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NoFilesAttribute() : ArgumentCompleterAttribute(typeof(NoCompleter));
