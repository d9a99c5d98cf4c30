namespace PSOptimize.Checks;

/// <summary>The sentence of an argument exception, without what the runtime appends to it.</summary>
internal static class ArgumentSentence
{
    /// <summary>
    /// The sentence alone. The runtime appends the name of the parameter and the value, in the language of the machine; the sentences of
    /// the core name both already.
    /// </summary>
    /// <param name="error">Any argument exception.</param>
    public static string Of(ArgumentException error)
    {
        // The same name and value after no sentence at all give what is appended.
        var appended = error is ArgumentOutOfRangeException { ActualValue: { } value }
            ? new ArgumentOutOfRangeException(error.ParamName, value, "").Message
            : new ArgumentException("", error.ParamName).Message;
        var message = error.Message;
        return message.EndsWith(appended, StringComparison.Ordinal) ? message[..^appended.Length] : message;
    }
}
