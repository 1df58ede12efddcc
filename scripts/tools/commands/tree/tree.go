// Package tree prints the commands of a tool that is built with cobra, with their texts and flags, as JSON.
package tree

import (
	"encoding/json"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

type Flag struct {
	Name                string `json:"name"`
	Shorthand           string `json:"shorthand,omitempty"`
	Type                string `json:"type"`
	Default             string `json:"default,omitempty"`
	NoOptDef            string `json:"noOptDef,omitempty"`
	Usage               string `json:"usage,omitempty"`
	Hidden              bool   `json:"hidden,omitempty"`
	Deprecated          string `json:"deprecated,omitempty"`
	ShorthandDeprecated string `json:"shorthandDeprecated,omitempty"`
	Persistent          bool   `json:"persistent,omitempty"`
	Required            bool   `json:"required,omitempty"`
}

type Command struct {
	Use                   string    `json:"use"`
	Aliases               []string  `json:"aliases,omitempty"`
	SuggestFor            []string  `json:"suggestFor,omitempty"`
	Short                 string    `json:"short,omitempty"`
	Long                  string    `json:"long,omitempty"`
	Example               string    `json:"example,omitempty"`
	Deprecated            string    `json:"deprecated,omitempty"`
	Hidden                bool      `json:"hidden,omitempty"`
	DisableFlagsInUseLine bool      `json:"disableFlagsInUseLine,omitempty"`
	Runnable              bool      `json:"runnable,omitempty"`
	HasArgs               bool      `json:"hasArgs,omitempty"`
	Flags                 []Flag    `json:"flags,omitempty"`
	Commands              []Command `json:"commands,omitempty"`
}

func flags(c *cobra.Command) []Flag {
	var out []Flag
	seen := map[string]bool{}
	c.LocalFlags() // merges
	add := func(persistent bool) func(f *pflag.Flag) {
		return func(f *pflag.Flag) {
			if seen[f.Name] {
				return
			}
			seen[f.Name] = true
			_, req := f.Annotations[cobra.BashCompOneRequiredFlag]
			out = append(out, Flag{Name: f.Name, Shorthand: f.Shorthand, Type: f.Value.Type(), Default: f.DefValue, NoOptDef: f.NoOptDefVal, Usage: f.Usage, Hidden: f.Hidden,
				Deprecated: f.Deprecated, ShorthandDeprecated: f.ShorthandDeprecated, Persistent: persistent, Required: req})
		}
	}
	c.PersistentFlags().VisitAll(add(true))
	c.LocalNonPersistentFlags().VisitAll(add(false))
	return out
}

func walk(c *cobra.Command) Command {
	c.InitDefaultHelpFlag()
	r := Command{Use: c.Use, Aliases: c.Aliases, SuggestFor: c.SuggestFor, Short: c.Short, Long: c.Long, Example: c.Example, Deprecated: c.Deprecated, Hidden: c.Hidden,
		DisableFlagsInUseLine: c.DisableFlagsInUseLine, Runnable: c.Runnable(), HasArgs: c.Args != nil, Flags: flags(c)}
	for _, s := range c.Commands() {
		r.Commands = append(r.Commands, walk(s))
	}
	return r
}

// Print writes the tree of a root command to the standard output; the home directory of who runs it is the learner's.
func Print(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	b, err := json.MarshalIndent(walk(root), "", " ")
	if err != nil {
		panic(err)
	}
	os.Stdout.WriteString(strings.ReplaceAll(string(b), os.Getenv("HOME"), "/home/learner"))
}
